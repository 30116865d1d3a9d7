/** A chart on the page as a PNG: its SVG with the computed styles written in, drawn on a canvas with title and legend. */

/** What stands before a label: a stroke in the line's colour and dashes, an area, or the outline of a mark around 0, 0. */
export type LegendEntry = { label: string } & (
  | { kind: 'line'; color: string; dash?: string | undefined }
  | { kind: 'area'; color: string }
  | { kind: 'mark'; path: string; fill: string; stroke: string }
);
export type ChartImage = {
  svg: SVGSVGElement;
  title: string;
  legend: LegendEntry[];
  background: string;
  ink: string;
  fontFamily: string;
};

/** What an SVG must carry itself to look the same without the page's style sheets. */
const inlined = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
  'display',
];

/**
 * A copy of an SVG that stands alone. Styles become attributes, which no security policy forbids.
 */
function serialiseSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    const target = copies[at];
    if (!target) return;
    for (const name of inlined) target.setAttribute(name, style.getPropertyValue(name));
    target.removeAttribute('style');
    target.removeAttribute('class');
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

/** An SVG as an image, once it can be drawn. */
export async function loadImage(svgText: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText)}`;
  await image.decode();
  return image;
}

const margin = 24;
const titleHeight = 36;
const rowHeight = 24;
const swatch = 22;
const afterSwatch = 8;
const afterLabel = 24;

type PlacedEntry = { entry: LegendEntry; x: number; row: number };

/**
 * Places the entries in rows no wider than the chart.
 *
 * @param widths of the labels, in the order of the entries
 */
export function placeLegend(legend: readonly LegendEntry[], widths: readonly number[], width: number): PlacedEntry[] {
  let x = 0;
  let row = 0;
  return legend.map((entry, at) => {
    const own = swatch + afterSwatch + (widths[at] ?? 0);
    if (x > 0 && x + own > width) {
      x = 0;
      row += 1;
    }
    const placed = { entry, x, row };
    x += own + afterLabel;
    return placed;
  });
}

/** Draws what stands before a label, in a box as wide as a swatch whose middle is at the height 0. */
function drawSwatch(context: CanvasRenderingContext2D, entry: LegendEntry): void {
  if (entry.kind === 'mark') {
    context.translate(swatch / 2, 0);
    const path = new Path2D(entry.path);
    context.fillStyle = entry.fill;
    if (entry.fill !== 'none') context.fill(path);
    context.strokeStyle = entry.stroke;
    context.lineWidth = 1.25;
    if (entry.stroke !== 'none') context.stroke(path);
    return;
  }
  if (entry.kind === 'line') {
    context.strokeStyle = entry.color;
    context.lineWidth = 2.5;
    context.setLineDash(entry.dash?.split(' ').map(Number) ?? []);
    context.stroke(new Path2D(`M0 0h${swatch}`));
    return;
  }
  context.fillStyle = entry.color;
  context.globalAlpha = 0.3;
  context.fillRect(swatch / 2 - 7, -7, 14, 14);
}

function drawLegend(context: CanvasRenderingContext2D, placed: readonly PlacedEntry[], ink: string, top: number): void {
  for (const { entry, x, row } of placed) {
    const y = top + row * rowHeight;
    context.save();
    context.translate(margin + x, y);
    drawSwatch(context, entry);
    context.restore();
    context.fillStyle = ink;
    context.fillText(entry.label, margin + x + swatch + afterSwatch, y + 4);
  }
}

/**
 * Draws the chart at twice its size on the page.
 *
 * @returns the PNG, or null where the browser cannot make one
 */
export async function renderChartImage(chart: ChartImage): Promise<Blob | null> {
  const { width, height } = chart.svg.getBoundingClientRect();
  const image = await loadImage(serialiseSvg(chart.svg));
  const scale = 2;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return null;
  const labelFont = `13px ${chart.fontFamily}`;
  context.font = labelFont;
  const widths = chart.legend.map(({ label }) => context.measureText(label).width);
  const placed = placeLegend(chart.legend, widths, width);
  const legendHeight = ((placed.at(-1)?.row ?? 0) + 1) * rowHeight + 8;
  // Its size clears a canvas and what was set on it.
  canvas.width = Math.round((width + margin * 2) * scale);
  canvas.height = Math.round((height + titleHeight + legendHeight + margin * 2) * scale);
  context.scale(scale, scale);
  context.fillStyle = chart.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = chart.ink;
  context.font = `600 18px ${chart.fontFamily}`;
  context.fillText(chart.title, margin, margin + 16);
  context.font = labelFont;
  drawLegend(context, placed, chart.ink, margin + titleHeight + 6);
  context.drawImage(image, margin, margin + titleHeight + legendHeight, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** A chart on the page as a PNG: its SVG with the computed styles written in, drawn on a canvas with title and legend. */

export type LegendEntry = { label: string; color: string };
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

async function loadImage(svgText: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText)}`;
  await image.decode();
  return image;
}

const margin = 24;
const titleHeight = 36;
const legendHeight = 32;
const swatch = 22;

function drawLegend(context: CanvasRenderingContext2D, { legend, ink }: ChartImage, y: number): void {
  let x = margin;
  for (const { label, color } of legend) {
    context.strokeStyle = color;
    context.lineWidth = 2.5;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + swatch, y);
    context.stroke();
    context.fillStyle = ink;
    context.fillText(label, x + swatch + 8, y + 4);
    x += swatch + 8 + context.measureText(label).width + 24;
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
  canvas.width = Math.round((width + margin * 2) * scale);
  canvas.height = Math.round((height + titleHeight + legendHeight + margin * 2) * scale);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.scale(scale, scale);
  context.fillStyle = chart.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = chart.ink;
  context.font = `600 18px ${chart.fontFamily}`;
  context.fillText(chart.title, margin, margin + 16);
  context.font = `13px ${chart.fontFamily}`;
  drawLegend(context, chart, margin + titleHeight + 6);
  context.drawImage(image, margin, margin + titleHeight + legendHeight, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

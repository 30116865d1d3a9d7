/** A forecast as a chart to be shown to others: an SVG that stands alone, drawn from plain data. */
import { escapeMarkup } from '../markup.ts';
import { textWidth, wrapText } from './wrap-text.ts';

/** A slide is 16 to 9, a document 4 to 3, a strip of a page lower than both, a small one is one of many. */
export const meetingShapes = {
  slide: { width: 1280, height: 720, font: 20 },
  document: { width: 960, height: 720, font: 18 },
  strip: { width: 1080, height: 500, font: 20 },
  small: { width: 520, height: 270, font: 17 },
} as const;
export type MeetingShape = keyof typeof meetingShapes;
export type MeetingLook = 'light' | 'dark';

export type MeetingPoint = { at: number; value: number };
export type MeetingTick = { at: number; label: string };

/** What is drawn, in steps of the series and in its unit. */
export type MeetingLines = {
  history: readonly MeetingPoint[];
  /** The same time a year before, laid on the forecast; empty where there is none. */
  lastYear: readonly MeetingPoint[];
  forecast: readonly MeetingPoint[];
  /** Both ends of one band, a point a step; null where there is none. */
  band: { low: readonly MeetingPoint[]; high: readonly MeetingPoint[] } | null;
};

/** What both axes span and where they are marked. */
export type MeetingAxes = {
  from: number;
  to: number;
  bottom: number;
  top: number;
  timeTicks: readonly MeetingTick[];
  valueTicks: readonly MeetingTick[];
};

export type MeetingWords = {
  title: string;
  unit: string;
  source: string;
  note: string;
  /** What the marks of the legend mean. */
  history: string;
  forecast: string;
  band: string;
  lastYear: string;
  /** Tag of the language of all of them. */
  language: string;
};

export type MeetingChart = {
  shape: MeetingShape;
  look: MeetingLook;
  lines: MeetingLines;
  words: MeetingWords;
  /** The axes for a plot of that size, in units of letters as wide as those of a 12 pixel font. */
  axesFor: (plot: { width: number; height: number }) => MeetingAxes;
};

const looks = {
  light: {
    paper: '#ffffff',
    ink: '#15181b',
    soft: '#474e53',
    faint: '#616970',
    grid: '#e4e6e3',
    accent: '#cf3f06',
    past: '#8b9399',
  },
  dark: {
    paper: '#16191c',
    ink: '#eceeec',
    soft: '#b3babd',
    faint: '#939b9f',
    grid: '#2e3338',
    accent: '#ff7337',
    past: '#7d868c',
  },
} as const;

/** Fonts that are everywhere, with Chinese characters too. */
const fonts = "Arial, Helvetica, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

const round = (value: number) => Math.round(value * 10) / 10;

type Scale = { x: (at: number) => number; y: (value: number) => number };
type Box = { left: number; top: number; width: number; height: number };

function scaleOf({ from, to, bottom, top }: MeetingAxes, box: Box): Scale {
  return {
    x: (at) => round(box.left + ((at - from) / (to - from || 1)) * box.width),
    y: (value) => round(box.top + ((top - Math.min(top, Math.max(bottom, value))) / (top - bottom || 1)) * box.height),
  };
}

function pathOf(points: readonly MeetingPoint[], { x, y }: Scale): string {
  const known = points.filter(({ value }) => Number.isFinite(value));
  return known.length === 0 ? '' : `M${known.map(({ at, value }) => `${x(at)} ${y(value)}`).join('L')}`;
}

/** A line broken where a point is missing. */
function brokenPath(points: readonly MeetingPoint[], scale: Scale): string {
  const runs: MeetingPoint[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point.value)) runs[runs.length - 1]?.push(point);
    else runs.push([]);
  }
  return runs.map((run) => pathOf(run, scale)).join('');
}

type Sizes = { width: number; height: number; font: number };
type Colours = (typeof looks)[MeetingLook];

/** Rows of text from the top on: what they are, and where the next thing begins. */
function textRows(lines: readonly string[], at: { x: number; y: number }, size: number, attributes: string) {
  const height = size * 1.28;
  const rows = lines.map(
    (line, row) =>
      `<text x="${round(at.x)}" y="${round(at.y + size + row * height)}" font-size="${size}" ${attributes}>${escapeMarkup(line)}</text>`,
  );
  return { svg: rows.join(''), end: at.y + lines.length * height };
}

type LegendEntry = { label: string; mark: (x: number, y: number, size: number) => string };

function legendOf({ lines, words }: MeetingChart, colours: Colours): LegendEntry[] {
  const line =
    (colour: string, width: number, dash = '') =>
    (x: number, y: number, size: number) =>
      `<path d="M${round(x)} ${round(y)}h${round(size * 1.6)}" stroke="${colour}" stroke-width="${width}" fill="none"${dash}/>`;
  const area = (x: number, y: number, size: number) =>
    `<rect x="${round(x)}" y="${round(y - size * 0.4)}" width="${round(size * 1.6)}" height="${round(size * 0.8)}" fill="${colours.accent}" fill-opacity="0.2"/>`;
  return [
    ...(lines.history.length > 0 ? [{ label: words.history, mark: line(colours.ink, 2.5) }] : []),
    ...(lines.forecast.length > 0 ? [{ label: words.forecast, mark: line(colours.accent, 4) }] : []),
    ...(lines.band ? [{ label: words.band, mark: area }] : []),
    ...(lines.lastYear.some(({ value }) => Number.isFinite(value))
      ? [{ label: words.lastYear, mark: line(colours.past, 2, ' stroke-dasharray="3 4"') }]
      : []),
  ];
}

/** The legend in rows no wider than the chart. */
function drawLegend(
  entries: readonly LegendEntry[],
  from: { x: number; y: number },
  size: number,
  width: number,
  ink: string,
) {
  let [x, y] = [from.x, from.y];
  const parts: string[] = [];
  for (const { label, mark } of entries) {
    const own = size * 2.1 + textWidth(label, size) + size * 1.4;
    if (x > from.x && x + own > from.x + width) [x, y] = [from.x, y + size * 1.6];
    parts.push(
      mark(x, y + size * 0.65, size),
      `<text x="${round(x + size * 2)}" y="${round(y + size)}" font-size="${size}" fill="${ink}">${escapeMarkup(label)}</text>`,
    );
    x += own;
  }
  return { svg: parts.join(''), end: entries.length === 0 ? from.y : y + size * 1.6 };
}

function drawMarks(
  { lines: { history, lastYear, forecast, band } }: MeetingChart,
  scale: Scale,
  { font }: Sizes,
  colours: Colours,
): string {
  const { x, y } = scale;
  const unit = font / 20;
  const [first] = forecast;
  const last = history.filter(({ value }) => Number.isFinite(value)).at(-1);
  // The forecast goes on from where the series ends.
  const joint = first && last && first.at - last.at === 1 ? [last] : [];
  const stroke = (d: string, colour: string, width: number, more = '') =>
    d === ''
      ? ''
      : `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${round(width * unit)}" stroke-linejoin="round" stroke-linecap="round"${more}/>`;
  const isDot = forecast.length === 1;
  const [low, high] = [band?.low[0], band?.high[0]];
  const whisker =
    isDot && low && high
      ? stroke(
          `M${x(low.at)} ${y(low.value)}V${y(high.value)}M${x(low.at) - 7 * unit} ${y(low.value)}h${14 * unit}M${x(low.at) - 7 * unit} ${y(high.value)}h${14 * unit}`,
          colours.accent,
          2,
        )
      : '';
  const area =
    band && !isDot
      ? `<path d="${pathOf([...joint, ...band.high, ...[...band.low].reverse()], scale)}Z" fill="${colours.accent}" fill-opacity="0.2"/>`
      : '';
  const dot =
    isDot && first
      ? `<circle cx="${x(first.at)}" cy="${y(first.value)}" r="${round(6 * unit)}" fill="${colours.accent}"/>`
      : '';
  // One value of last year is no line.
  const [before] = lastYear;
  const ring =
    isDot && before && Number.isFinite(before.value)
      ? `<circle cx="${x(before.at)}" cy="${y(before.value)}" r="${round(5 * unit)}" fill="none" stroke="${colours.past}" stroke-width="${round(2 * unit)}"/>`
      : '';
  const pastWidth = history.length > 600 ? 1.2 : 2.5;
  return [
    area,
    whisker,
    ring || stroke(brokenPath(lastYear, scale), colours.past, 2, ' stroke-dasharray="3 5"'),
    stroke(brokenPath(history, scale), colours.ink, pastWidth),
    isDot
      ? stroke(pathOf([...joint, ...forecast], scale), colours.accent, 1.5, ' stroke-dasharray="2 5"')
      : stroke(pathOf([...joint, ...forecast], scale), colours.accent, 4),
    dot,
  ].join('');
}

function drawAxes(
  axes: MeetingAxes,
  scale: Scale,
  box: Box,
  { font }: Sizes,
  colours: Colours,
  boundary: number | null,
): string {
  const size = round(font * 0.8);
  const values = axes.valueTicks.map(({ at, label }) => {
    const y = scale.y(at);
    return `<path d="M${round(box.left)} ${y}h${round(box.width)}" stroke="${colours.grid}" stroke-width="1"/><text x="${round(box.left - size * 0.6)}" y="${round(y + size * 0.35)}" font-size="${size}" fill="${colours.faint}" text-anchor="end">${escapeMarkup(label)}</text>`;
  });
  const floor = round(box.top + box.height);
  const times = axes.timeTicks.map(
    ({ at, label }) =>
      `<path d="M${scale.x(at)} ${floor}v${round(size * 0.4)}" stroke="${colours.faint}" stroke-width="1"/><text x="${scale.x(at)}" y="${round(floor + size * 1.6)}" font-size="${size}" fill="${colours.faint}" text-anchor="middle">${escapeMarkup(label)}</text>`,
  );
  const edge =
    boundary === null
      ? ''
      : `<path d="M${scale.x(boundary)} ${round(box.top)}V${floor}" stroke="${colours.faint}" stroke-width="1" stroke-dasharray="2 4"/>`;
  return [
    ...values,
    `<path d="M${round(box.left)} ${floor}h${round(box.width)}" stroke="${colours.faint}" stroke-width="1"/>`,
    ...times,
    edge,
  ].join('');
}

/**
 * The chart as the text of an SVG: no script, no style sheet, no address, every text escaped.
 *
 * @param isInline whether it stands within HTML, which needs no namespace and scales it to its room
 */
export function drawMeetingChart(chart: MeetingChart, isInline = false): string {
  const { words, lines } = chart;
  const sizes = meetingShapes[chart.shape];
  const colours = looks[chart.look];
  const { width, height, font } = sizes;
  const margin = round(font * (chart.shape === 'small' ? 0.6 : 1.6));
  const inner = width - 2 * margin;
  const isSmall = chart.shape === 'small';

  const title = textRows(
    wrapText(words.title, font * (isSmall ? 1.05 : 1.5), inner * 0.93, isSmall ? 1 : 2),
    { x: margin, y: margin * 0.75 },
    round(font * (isSmall ? 1.05 : 1.5)),
    `font-weight="700" fill="${colours.ink}"`,
  );
  const note = textRows(
    wrapText(words.note, font * 0.95, inner, 2),
    { x: margin, y: title.end + font * 0.15 },
    round(font * 0.95),
    `fill="${colours.soft}"`,
  );
  const legend = isSmall
    ? { svg: '', end: note.end + font * 0.2 }
    : drawLegend(
        legendOf(chart, colours),
        { x: margin, y: note.end + font * 0.5 },
        round(font * 0.85),
        inner,
        colours.soft,
      );
  const unit = textRows(
    words.unit === '' || isSmall ? [] : wrapText(words.unit, font * 0.8, inner, 1),
    { x: margin, y: legend.end + font * 0.3 },
    round(font * 0.8),
    `fill="${colours.faint}"`,
  );
  const source = words.source === '' || isSmall ? [] : wrapText(words.source, font * 0.75, inner, 2);
  const sourceHeight = source.length * font * 0.75 * 1.28;
  const top = unit.end + font * 0.6;
  const plotHeight = Math.max(
    font * 3,
    height - margin * 0.8 - sourceHeight - (source.length > 0 ? font * 0.5 : 0) - font * 1.7 - top,
  );
  const letters = 12 / (font * 0.8);
  const axes = chart.axesFor({ width: (inner - font * 3) * letters, height: plotHeight * letters });
  const labelRoom = Math.max(0, ...axes.valueTicks.map(({ label }) => textWidth(label, font * 0.8))) + font * 0.7;
  const box = { left: margin + labelRoom, top, width: inner - labelRoom - font * 0.6, height: plotHeight };
  const scale = scaleOf(axes, box);
  const [first] = lines.forecast;
  const boundary = first && lines.forecast.length > 1 && lines.history.length > 0 ? first.at - 1 : null;
  const foot = textRows(
    source,
    { x: margin, y: height - margin * 0.7 - sourceHeight },
    round(font * 0.75),
    `fill="${colours.faint}"`,
  );
  const size = isInline ? '' : ` xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`;
  return [
    `<svg${size} viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup([words.title, words.note].filter((text) => text !== '').join('. '))}" lang="${escapeMarkup(words.language)}" font-family="${fonts}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    title.svg,
    note.svg,
    legend.svg,
    unit.svg,
    drawAxes(axes, scale, box, sizes, colours, boundary),
    drawMarks(chart, scale, sizes, colours),
    foot.svg,
    '</svg>',
  ].join('');
}

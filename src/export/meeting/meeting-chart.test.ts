import { describe, expect, it } from 'vitest';
import { drawMeetingChart, type MeetingChart } from './meeting-chart.ts';

const history = [100, 140, 120].map((value, at) => ({ at, value }));
const forecast = [150, 130].map((value, step) => ({ at: 3 + step, value }));
const axes = {
  from: 0,
  to: 4,
  bottom: 0,
  top: 200,
  timeTicks: [{ at: 1, label: 'Feb' }],
  valueTicks: [{ at: 100, label: '100' }],
};
const words = {
  title: 'Monthly sales, next 2 months',
  unit: 'pcs',
  source: 'Source: sales.csv',
  note: 'Next 2 months: 280.',
  history: 'Actual',
  forecast: 'Forecast',
  band: 'Range',
  lastYear: 'Last year',
  language: 'en',
};
const chart: MeetingChart = {
  shape: 'slide',
  look: 'light',
  lines: {
    history,
    lastYear: [],
    forecast,
    band: {
      low: forecast.map(({ at, value }) => ({ at, value: value - 20 })),
      high: forecast.map(({ at, value }) => ({ at, value: value + 20 })),
    },
  },
  words,
  axesFor: () => axes,
};
const draw = (change: Partial<MeetingChart> = {}) => drawMeetingChart({ ...chart, ...change });

/** Points of the path in a colour. */
function pointsOf(svg: string, stroke: string, width: number): { x: number; y: number }[] {
  const path =
    new RegExp(`<path d="M([^"]*)" fill="none" stroke="${stroke}" stroke-width="${width}"`).exec(svg)?.[1] ?? '';
  return path.split('L').map((pair) => {
    const [x = Number.NaN, y = Number.NaN] = pair.split(' ').map(Number);
    return { x, y };
  });
}

describe('drawMeetingChart', () => {
  it('draws every value where the axes have it, the forecast going on from the last one', () => {
    const svg = draw();
    const past = pointsOf(svg, '#15181b', 2.5);
    const next = pointsOf(svg, '#cf3f06', 4);
    expect(past).toHaveLength(3);
    expect(next).toHaveLength(3);
    expect(next[0]).toEqual(past[2]);
    const grid = Number(/<path d="M[\d.]+ ([\d.]+)h/.exec(svg.slice(svg.indexOf('stroke="#e4e6e3"') - 60))?.[1]);
    expect(past[0]?.y).toBeCloseTo(grid, 1);
    // 40 more of the series is twice as far from 100 as 20 more.
    const [first, second, third] = past.map(({ y }) => y - grid) as [number, number, number];
    expect(second / third).toBeCloseTo(2, 1);
    expect(first).toBe(0);
    expect((past[2]?.x ?? 0) - (past[0]?.x ?? 0)).toBeCloseTo((next[2]?.x ?? 0) - (next[0]?.x ?? 0), 1);
  });

  it('marks a single step by a dot with its range', () => {
    const one = {
      ...chart.lines,
      forecast: forecast.slice(0, 1),
      band: { low: [{ at: 3, value: 130 }], high: [{ at: 3, value: 170 }] },
    };
    const svg = draw({ lines: one });
    expect(svg).toContain('<circle');
    expect(svg).not.toContain('fill-opacity="0.2"/><path');
  });

  it('has last year in the legend only where there is one', () => {
    expect(draw()).not.toContain('Last year');
    const lastYear = forecast.map(({ at }) => ({ at, value: 90 }));
    expect(draw({ lines: { ...chart.lines, lastYear } })).toContain('Last year');
    const unknown = forecast.map(({ at }) => ({ at, value: Number.NaN }));
    expect(draw({ lines: { ...chart.lines, lastYear: unknown } })).not.toContain('Last year');
    expect(draw({ lines: { ...chart.lines, lastYear: unknown } })).not.toContain('NaN');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'/><a href='https://x.example'>",
    '\u0000\ud800&amp;',
  ])('shows %j as it is, wherever it stands', (evil) => {
    const all = Object.fromEntries(Object.keys(words).map((key) => [key, evil])) as typeof words;
    const ticks = { ...axes, timeTicks: [{ at: 1, label: evil }], valueTicks: [{ at: 100, label: evil }] };
    const svg = draw({ words: all, axesFor: () => ticks });
    const tags = [...svg.matchAll(/<\/?([a-z]+)/gi)].map(([, name]) => name);
    expect([...new Set(tags)].sort()).toEqual(['path', 'rect', 'svg', 'text']);
    // Attributes are those that are written here, each in its quotes.
    const bare = svg.replace(/ [a-zA-Z-]+="[^"<>]*"/g, '');
    expect(bare).not.toMatch(/<[^>]*["'=]/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/ (href|src|on[a-z]+)="/);
    expect(svg).not.toMatch(/\p{Cc}|\p{Cs}/u);
  });

  it('keeps long titles within the chart, in Chinese too', () => {
    for (const title of ['Sales '.repeat(80), '销售额'.repeat(80), 'x'.repeat(400)]) {
      const svg = draw({ words: { ...words, title } });
      const bold = svg.match(/font-weight="700"[^>]*>([^<]*)</g) ?? [];
      expect(bold).toHaveLength(2);
      expect(bold[1]).toContain('…');
    }
  });
});

/** From a forecast to the chart for others, and to the table beside it. Pure. */
import type {
  MeetingAxes,
  MeetingChart,
  MeetingLook,
  MeetingPoint,
  MeetingShape,
} from '../../export/meeting/meeting-chart.ts';
import type { CellFormat, Sheet } from '../../export/xlsx/sheet.ts';
import { saySpan, sayTime } from '../../i18n/dates.ts';
import type { meetingWords } from '../../i18n/meeting/meeting-words.ts';
import type { WordsOf } from '../../i18n/words.ts';
import { clockAt } from '../../series/calendar.ts';
import type { StepUnit } from '../../series/step.ts';
import { labelTimes, labelValues } from '../chart/tick-labels.ts';
import type { MeetingData, MeetingSteps, MeetingTexts, Past } from './meeting-data.ts';

export type MeetingWords = WordsOf<typeof meetingWords>;

/** The level of the one band that is drawn. */
const bandLevel = 0.8;
/** Of the past so many horizons are drawn, and points at least. */
const horizonsShown = { short: 2, long: 6, all: Number.POSITIVE_INFINITY } as const;
const leastShown = { short: 12, long: 48, all: 0 } as const;

const named = new Set<StepUnit>(['hour', 'day', 'week', 'month', 'quarter', 'year']);
type NamedUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What the values are called and whose they are. */
function nameData({ say }: MeetingWords, { target, seriesName }: Pick<MeetingData, 'target' | 'seriesName'>): string {
  if (seriesName === '' || seriesName === target) return target;
  return target === '' ? seriesName : say('meeting.name-of', { target, series: seriesName });
}

/** A plain word in front begins as a title does; names that begin otherwise, such as iPhone, stay. */
function capitalise(title: string): string {
  return title.replace(/^\p{Ll}+(?![\p{L}\p{N}_])/u, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

/** What stands around a chart before anybody has changed it. */
export function guessTexts(words: MeetingWords, data: MeetingData, now: Date): MeetingTexts {
  const { say } = words;
  const { step } = data.place;
  const params = { name: nameData(words, data), span: saySpan(words, data.steps.mean.length, step) };
  const isNamed = step.every === 1 && named.has(step.unit);
  const day = new Intl.DateTimeFormat(words.language, { dateStyle: 'medium' }).format(now);
  return {
    title: capitalise(
      data.hasEnded
        ? say('meeting.guess.ended', params)
        : isNamed
          ? say(`meeting.guess.${step.unit as NamedUnit}`, params)
          : say('meeting.guess', params),
    ),
    unit: data.measure.isPercent ? '%' : (data.measure.unit ?? ''),
    source: say('meeting.source', { file: data.fileName, model: data.model, day }),
    note: data.sentence,
  };
}

const pointsFrom = (start: number, values: Float64Array): MeetingPoint[] =>
  Array.from(values, (value, step) => ({ at: start + step, value }));

/** The first index that is drawn. */
function firstShown({ start, mean }: MeetingSteps, past: Past): number {
  return Math.max(0, start - Math.max(leastShown[past], horizonsShown[past] * mean.length));
}

function extentOf(points: readonly MeetingPoint[]): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value } of points) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : { low: 0, high: 1 };
}

export type MeetingRequest = { texts: MeetingTexts; shape: MeetingShape; look: MeetingLook; past: Past };

export function prepareMeeting(
  words: MeetingWords,
  data: MeetingData,
  { texts, shape, look, past }: MeetingRequest,
): MeetingChart {
  const { say } = words;
  const { steps, place, measure } = data;
  const from = firstShown(steps, past);
  const history = data.history.filter(({ at }) => at >= from);
  const forecast = pointsFrom(steps.start, steps.mean);
  const hasBand = steps.low.length > 0;
  const band = hasBand ? { low: pointsFrom(steps.start, steps.low), high: pointsFrom(steps.start, steps.high) } : null;
  const lastYear = pointsFrom(steps.start, steps.lastYear);
  const { low, high } = extentOf([...history, ...forecast, ...lastYear, ...(band ? [...band.low, ...band.high] : [])]);
  // Amounts are seen whole, from zero on, where that does not press them flat.
  const bottom = !measure.isLevel && low >= 0 && low < high / 2 ? 0 : low;
  const range = { from: history[0]?.at ?? steps.start, to: steps.start + Math.max(1, forecast.length) - 1 };
  const axesFor = (plot: { width: number; height: number }): MeetingAxes => {
    const values = labelValues(words, bottom, high > bottom ? high : bottom + (Math.abs(bottom) || 1), plot.height);
    return {
      ...range,
      bottom: values.bottom,
      top: values.top,
      valueTicks: values.ticks,
      timeTicks: labelTimes(words, place, range, plot.width),
    };
  };
  const level = words.percent(bandLevel);
  return {
    shape,
    look,
    lines: { history, lastYear, forecast, band },
    words: {
      ...texts,
      history: say('meeting.history'),
      forecast: say('meeting.forecast'),
      band: say('meeting.band', { level }),
      lastYear: say('meeting.last-year'),
      language: words.language,
    },
    axesFor,
  };
}

const dateFormats: Partial<Record<StepUnit, CellFormat>> = {
  year: 'year',
  month: 'month',
  hour: 'time',
  minute: 'time',
};

/** The forecast with its band and last year's values, to be pasted. */
export function meetingSheet(words: MeetingWords, { steps, place, measure }: MeetingData): Sheet {
  const { say } = words;
  const level = words.percent(bandLevel);
  const format = measure.isWhole && !measure.isLevel ? 'whole' : 'decimal';
  const isRow = place.step.unit === 'row' || place.step.unit === 'quarter';
  const column = (heading: string, values: Float64Array) => (values.length > 0 ? [{ heading, values }] : []);
  const columns = [
    ...column(say('meeting.forecast'), steps.mean),
    ...column(say('meeting.low', { level }), steps.low),
    ...column(say('meeting.high', { level }), steps.high),
    ...column(say('meeting.last-year'), steps.lastYear),
  ];
  const digits = (value: number) => (format === 'whole' ? Math.round(value) : Number(value.toPrecision(6)));
  return {
    name: say('meeting.forecast'),
    columns: [
      { heading: say('meeting.period'), format: dateFormats[place.step.unit] ?? 'day', width: 14 },
      ...columns.map(({ heading }) => ({ heading, format: format as CellFormat, width: 14 })),
    ],
    frozenColumns: 1,
    isFiltered: false,
    rows: Array.from(steps.mean, (_, step) => {
      const ms = clockAt(place, steps.start + step);
      return [
        isRow ? sayTime(words, ms, place.step) : { ms },
        ...columns.map(({ values }) => digits(values[step] ?? Number.NaN)),
      ];
    }),
  };
}

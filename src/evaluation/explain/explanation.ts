/** Why a forecast is what it is, part by part, in plain data. */
import type { EarlierSpan } from '../../series/year-steps.ts';

export const partIds = [
  'trend',
  'season',
  'price',
  'promotion',
  'holidays',
  'events',
  'weather',
  'other',
  'recent',
  'rest',
] as const;
export type PartId = (typeof partIds)[number];

export type ExplainedPart = {
  part: PartId;
  /** Columns or events that it is made of; none for what lies in the series itself. */
  names: readonly string[];
  /** What it adds to what the forecast is compared with, in the unit of the series. */
  value: number;
  /** Standard error: of drawing orders, and of what was learnt of columns and events. 0 of what lies in the series itself. */
  error: number;
};

export type Explanation = {
  /** What it is compared with: the sum over the same steps then, or the mean of levels. */
  start: number;
  /** The forecast, in the same way: `start` and all parts add up to it. */
  total: number;
  parts: readonly ExplainedPart[];
  /** Coalitions that were valued. */
  coalitions: number;
};

export type ExplainedForecast = Explanation & {
  /** What it is compared with; null where the series is shorter than the horizon: the series as a whole, over and over. */
  span: EarlierSpan | null;
  /** By splitting the forecast (`explainPath`), or by asking a network anew (`explainWindows`). */
  method: 'path' | 'windows';
};

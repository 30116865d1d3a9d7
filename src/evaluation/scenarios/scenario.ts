/** What can be changed about the time ahead, and what a change comes to, in plain data. */
import type { DriverKind } from '../explain/driver-kind.ts';

/** Why a driver cannot be changed. */
export type NoControl =
  /** It was the same all along. */
  | 'never-varied'
  /** An event that took place too seldom. */
  | 'too-few'
  /** The recent past was forecast no better with it. */
  | 'left-out'
  /** What was learnt of it lies within twice its standard error. */
  | 'by-chance'
  /** It always moved with another one, and goes where that goes. */
  | 'follows'
  /** It is the series itself by another measure, as revenue is of units. */
  | 'outcome'
  /** The series is too short, or too often zero, for effects to be told. */
  | 'no-effects';

export type ScenarioControl = {
  /** As the column is called. */
  name: string;
  kind: DriverKind;
  /** An event takes place or not; a number is held within what was seen. */
  shape: 'event' | 'number';
  /** [horizon] what it will be without a word from the user. */
  planned: Float64Array;
  /** Where that is from: the file says it ahead, or it is as it was last, or as at the same time before. */
  plannedBy: 'file' | 'last' | 'before';
  /** The least and the most that was seen. */
  low: number;
  high: number;
  /** What an event is without and with it: the rarer value. Null of a number. */
  event: { off: number; on: number } | null;
  /** Events that always took place together with it, or never: what they are without and with it. */
  followers: readonly { name: string; off: number; on: number }[];
  noControl: NoControl | null;
  /** Drivers that nearly always moved together with it: their effects cannot be told apart. */
  tied: readonly string[];
};

/** [horizon] by the names of drivers, of those that are changed. */
export type ScenarioPlan = Readonly<Record<string, Float64Array>>;

/** [horizon] what a plan multiplies the forecast and its band by, or adds to them. */
export type ScenarioChange = { isRatio: boolean; values: Float64Array };

/** The forecast, or an end of its band, by a plan. */
export function applyChange(forecast: Float64Array, { isRatio, values }: ScenarioChange): Float64Array {
  return forecast.map((value, step) => (isRatio ? value * values[step] : value + values[step]));
}

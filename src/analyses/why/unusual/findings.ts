/** What is unusual, as it passes between the sides of this analysis. */
import type { Step } from '../../../series/step.ts';
import type { Break } from '../../../statistics/unusual/describe-breaks.ts';
import type { Anomaly, Unusual } from '../../../statistics/unusual/find-unusual.ts';

/** Of one series: what was found, its values, and what is usual. */
export type UnusualAnswer = Unusual & {
  /** [length] */
  y: Float64Array;
  /** Seasons that were taken out, in steps. */
  seasons: number[];
  /** Whether breaks of the trend cannot be told from the time of year, as it is of less than two years. */
  isShort: boolean;
};

/** A finding of one series of many. */
export type PanelFinding = {
  uniqueId: string;
  step: Step;
  fromMs: number;
  toMs: number;
  atMs: number;
  anomaly: Anomaly | null;
  broken: Break | null;
  /** By which findings are ranked: how many usual swings. */
  weight: number;
};

export type PanelFindings = {
  /** How many series there are in all, and how many of these were looked at now. */
  total: number;
  looked: number;
  findings: PanelFinding[];
};

/** A number that stands for none, or a sensor that hangs, has no size; it ranks with what lies so many swings away. */
const faultWeight = 20;

export function weighFinding({ anomaly, broken }: Pick<PanelFinding, 'anomaly' | 'broken'>): number {
  if (anomaly) return anomaly.deviate ?? faultWeight;
  return broken?.deviate ?? 0;
}

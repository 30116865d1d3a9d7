import { splitFor } from '../../../../forecasters/backtest-settings.ts';
import { checkSettings, type Settings } from '../../../../forecasters/settings.ts';
import type { Split } from '../../../../series/split.ts';

/**
 * What of the settings a chart of a series shows: those of the run where there is one, else what those in the making would make
 * of it; where they cannot be run, a series that is not cut.
 *
 * @param length points of the series
 */
export function shownSettings(
  length: number,
  ofRun: Settings | null,
  draft: Settings | null,
): { split: Split; horizonSteps: number } {
  const settings = ofRun ?? (draft && checkSettings(draft, length).ok ? draft : null);
  if (!settings) return { split: { length, trainEnd: length, validationEnd: length }, horizonSteps: 1 };
  return { split: splitFor(length, settings), horizonSteps: settings.horizonSteps };
}

/** How far a model is, and how long it still takes. */
import type { EpochReport } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import { type BacktestPlan, refitsAtOrigins } from './backtest.ts';

/**
 * `fit` learns from what lies before the test part; `refit` learns again from everything, and `origins` at the origins within
 * the test part too.
 */
export type Phase = 'fit' | 'origins' | 'refit';
export type PhaseReport = EpochReport & {
  model: ModelId;
  phase: Phase;
  etaMs: number | null;
  /** Of a model that is learnt both ways, first by itself and then together with other targets, which; absent for others. */
  way?: 'alone' | 'together';
};

/** Reports the epochs of each phase with the time left, from the time they have taken so far. */
export function reportPhases(
  model: ModelId,
  { plan, settings }: { plan: BacktestPlan; settings: Settings },
  onEpoch: ((report: PhaseReport) => void) | undefined,
): (phase: Phase) => (report: EpochReport) => void {
  const anew = refitsAtOrigins(model, settings.backtest, plan) ? plan.origins.length - 1 : 0;
  const before = Math.min(plan.split.trainEnd, plan.windowSteps ?? plan.split.trainEnd);
  /** What learning again costs, in units of the first learning. */
  const costOf = (length: number) => Math.min(length, plan.windowSteps ?? length) / before;
  const lengths = [...plan.origins.slice(plan.origins.length - anew), plan.split.length];
  const again = lengths.reduce((sum, length) => sum + costOf(length), 0);
  return (phase) => {
    const startedMs = performance.now();
    const later = phase === 'fit' ? again : 0;
    return (report) => {
      const { epoch, epochs, shareAnew = 1 } = report;
      const perEpochMs = epoch === 0 ? null : (performance.now() - startedMs) / epoch;
      const etaMs = perEpochMs === null ? null : perEpochMs * (epochs - epoch + epochs * shareAnew * later);
      onEpoch?.({ ...report, model, phase, etaMs });
    };
  };
}

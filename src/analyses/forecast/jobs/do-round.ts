/** A shop's part in a round of a training that several share, as a job. */
import { throttled } from '../../../base/throttled.ts';
import { learnRound } from '../../../evaluation/learn-round.ts';
import { type EpochReport, FitCancelled, FitDiverged } from '../../../forecasters/forecaster.ts';
import { WeightsOfAnother } from '../../../forecasters/neural/deployed-network.ts';
import { drawFirstWeights } from '../../../forecasters/registry.ts';
import type { JobContext } from '../../analysis.ts';
import type { ForecastAnswer, ForecastNeed } from '../inputs.ts';
import type { ForecastJob, ForecastNews, RoundOutcome } from './job.ts';
import type { OpenRuns } from './open-runs.ts';

type Context = Pick<JobContext<ForecastNeed, ForecastAnswer, ForecastNews>, 'signal' | 'input' | 'need' | 'report'>;

export async function doRound(
  { model, settings, task }: Extract<ForecastJob, { kind: 'round' }>,
  openRun: OpenRuns,
  { signal, input, need, report }: Context,
): Promise<RoundOutcome> {
  if (!task) return { kind: 'drawn', weights: drawFirstWeights(model, settings) };
  const onShare = throttled<number>((share) => report({ kind: 'share', share }));
  const onEpoch = ({ epoch, epochs }: EpochReport) => onShare(epoch / epochs);
  try {
    const run = await openRun(model, settings, input, need);
    return { kind: 'learnt', learning: await learnRound(model, run, task, { signal, onEpoch }) };
  } catch (error) {
    if (error instanceof FitCancelled) return { kind: 'failed', reason: 'cancelled' };
    if (error instanceof FitDiverged) return { kind: 'failed', reason: 'diverged' };
    if (error instanceof WeightsOfAnother) return { kind: 'failed', reason: 'other-network' };
    throw error;
  }
}

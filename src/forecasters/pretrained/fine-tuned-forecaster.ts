/**
 * The network that was trained ahead, tuned to the histories it is fitted to. The tuned weights are kept only where they forecast
 * the ends of these histories clearly better than the ones it came with, which forecast otherwise.
 */
import { runThroughFaults } from '../../compute/recovery.ts';
import type { FitContext, FitEnd, FittedForecaster, Forecast, Forecaster, TuningTrial } from '../forecaster.ts';
import { countParameters } from '../training/flat-parameters.ts';
import type { LossCurve } from '../training/loss-curve.ts';
import {
  findWidening,
  isBetter,
  type Judged,
  judgeWeights,
  meanOf,
  planTuning,
  type TuningTask,
  widen,
} from './judge-tuning.ts';
import { forecastPretrained } from './pretrained-forecaster.ts';
import { leastLearnt, type TuningOptions, tuneWeights } from './tune-weights.ts';
import type { PretrainedWeights } from './weights-file.ts';
import { releaseParameters } from './weights-on-device.ts';

const mostEpochs = 8;
/** Epochs after the best one that are waited for a better. */
const patience = 3;

type Tuned = {
  /** Those it began from where tuning did not pay. */
  weights: PretrainedWeights;
  /** 0 where tuning did not pay. */
  epochs: number;
  /** Times that quantiles lie further from the median than the network says. */
  widening: number;
  fitEnd: FitEnd;
  curve: LossCurve;
  losses: TuningTrial['losses'];
};

async function tryTuning(
  shipped: PretrainedWeights,
  task: TuningTask | null,
  options: TuningOptions,
  { signal, onEpoch }: FitContext,
): Promise<Tuned> {
  const curve: LossCurve = { train: [], validation: [] };
  const untuned: Tuned = { weights: shipped, epochs: 0, widening: 1, fitEnd: 'fitted', curve, losses: null };
  if (!task) return untuned;
  const { learnt, stretches } = task;
  const before = await judgeWeights(shipped, stretches, options, signal);
  const lossBefore = meanOf(before.losses);
  let best: { epoch: number; loss: number; weights: PretrainedWeights; judged: Judged } | null = null;
  await tuneWeights(shipped, learnt, options, mostEpochs, {
    signal,
    async onTuned(weights, epoch, trainLoss) {
      const judged = await judgeWeights(weights, stretches, options, signal);
      releaseParameters(weights);
      const loss = meanOf(judged.losses);
      curve.train.push(trainLoss);
      curve.validation.push(loss);
      onEpoch?.({ epoch, epochs: mostEpochs, curve });
      if (loss < (best?.loss ?? Number.POSITIVE_INFINITY)) best = { epoch, loss, weights, judged };
      return epoch - (best?.epoch ?? 0) < patience;
    },
  });
  const taken = best as { epoch: number; loss: number; weights: PretrainedWeights; judged: Judged } | null;
  if (!taken) return untuned;
  const fitEnd = curve.train.length < mostEpochs ? 'stopped-early' : 'all-epochs';
  const tried = { curve, fitEnd, losses: { before: lossBefore, after: taken.loss } } as const;
  if (!isBetter(before.losses, taken.judged.losses)) return { ...untuned, ...tried };
  return { ...tried, weights: taken.weights, epochs: taken.epoch, widening: findWidening(taken.judged.reaches) };
}

/**
 * @param options `seed` of the samples that are learnt from, `layers` that learn
 * @param load gives the weights it begins from, once
 */
export function createFineTuned(options: TuningOptions, load: () => Promise<PretrainedWeights>): Forecaster {
  /** Weights for everything known, once it is settled for how many epochs they are to be tuned. */
  async function tuneToAll(
    shipped: PretrainedWeights,
    histories: readonly Float64Array[],
    epochs: number,
    signal: AbortSignal,
  ) {
    const long = histories.filter(({ length }) => length >= leastLearnt(options));
    return tuneWeights(shipped, long, options, epochs, { signal });
  }

  return {
    /** Chooses anew whether to tune, whatever `epochs` says: what paid before need not pay now. */
    async fit({ histories: fitted, validationSteps }, context): Promise<FittedForecaster> {
      const { signal } = context;
      const shipped = await load();
      const task = planTuning(fitted, options, validationSteps);
      const tuned = await runThroughFaults(() => tryTuning(shipped, task, options, context));
      const { epochs, widening, fitEnd, curve, losses } = tuned;
      const kept =
        epochs > 0 && validationSteps === 0
          ? await runThroughFaults(() => tuneToAll(shipped, fitted, epochs, signal))
          : tuned.weights;
      const forecastAll = async (histories: readonly Float64Array[]): Promise<Forecast[]> => {
        const forecasts = await forecastPretrained(kept, histories, options, signal);
        return forecasts.map((forecast) => widen(forecast, widening));
      };
      let ends: Promise<Forecast[]> | null = null;
      return {
        fitEnd,
        epochs,
        parameterCount: countParameters(shipped.layout),
        curve,
        tuning: { isKept: epochs > 0, series: task?.learnt.length ?? 0, losses, widening },
        async forecast(histories, series) {
          const isEnd = histories.length === 1 && histories[0] === fitted[series];
          if (!isEnd || fitted.length === 1) return forecastAll(histories);
          // Whoever asks for one end of many asks for the others too, and together they cost a fraction.
          ends ??= forecastAll(fitted);
          return [(await ends)[series]];
        },
        dispose: () => {
          if (kept !== shipped) releaseParameters(kept);
        },
      };
    },
  };
}

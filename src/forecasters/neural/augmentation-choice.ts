import type { Augmentation } from '../../compute/augment/augment.ts';
import type { KnownCovariates } from '../../series/covariates.ts';
import { fitEach } from '../fit-each.ts';
import {
  type AugmentationTrial,
  FitCancelled,
  type FitContext,
  FitDiverged,
  type FitTask,
  type Forecaster,
} from '../forecaster.ts';

/** Noise and factors of the size that Iwana and Uchida (2021) use for all series of their survey. */
export const usualAugmentation: Augmentation = { jitter: 0.03, scaling: 0.1, warping: 0.5, mixing: true };

/** Part of a history whose forecasts decide. */
const judgedShare = 0.2;
const validationShare = 0.1;
/** With fewer windows than this to learn from, nothing is tried. */
const leastWindows = 8;

export type AugmentationChoiceOptions = {
  lookBackSteps: number;
  horizonSteps: number;
  /** What is fitted in the end, without and with augmented windows. */
  plain: Forecaster;
  augmented: Forecaster;
  /** Pairs of the same seeds to try it with: what one seed says is mostly chance. */
  trials: readonly { plain: Forecaster; augmented: Forecaster }[];
};

function covariatesBefore(
  { future, past, ...always }: KnownCovariates,
  origin: number,
  horizonSteps: number,
): KnownCovariates {
  return {
    future: future.map((values) => values.subarray(0, origin + horizonSteps)),
    past: past.map((values) => values.subarray(0, origin)),
    ...always,
  };
}

/**
 * A forecaster that learns from augmented windows where that helps: both ways are backtested on the last fifth of the history
 * it is fitted to, with several seeds, and augmentation has to do better with each of them. The history is all it knows, so what it will be judged on takes no part. A task that
 * says whether to augment is followed without a backtest; several histories have windows enough and are not augmented.
 */
export function createAugmentationChoice(options: AugmentationChoiceOptions): Forecaster {
  const { lookBackSteps, horizonSteps, plain, augmented, trials } = options;
  const untried: AugmentationTrial = { used: false, errors: null };

  /** Mean absolute error of a forecaster that learns from what comes before `origins`; infinite where that comes to nothing. */
  async function measure(
    forecaster: Forecaster,
    { histories: [history], covariates }: FitTask,
    { origins, validationSteps }: { origins: readonly number[]; validationSteps: number },
    context: FitContext,
  ): Promise<number> {
    const known = origins.map((origin) => covariates && covariatesBefore(covariates[0], origin, horizonSteps));
    const told = known.flatMap((each) => each ?? []);
    const besides = covariates ? { covariates: told.slice(0, 1) } : {};
    const histories = [history.subarray(0, origins[0])];
    try {
      const fitted = await forecaster.fit({ histories, ...besides, validationSteps, epochs: null }, context);
      try {
        if (fitted.fitEnd === 'cancelled') throw new FitCancelled();
        const before = origins.map((origin) => history.subarray(0, origin));
        const forecasts = await fitted.forecast(before, 0, 'points', covariates ? told : undefined);
        const errors = forecasts.flatMap(({ yhat }, at) =>
          Array.from(history.subarray(origins[at], origins[at] + horizonSteps), (value, step) =>
            Math.abs(value - yhat[step]),
          ),
        );
        return errors.reduce((sum, error) => sum + error, 0) / errors.length;
      } finally {
        fitted.dispose();
      }
    } catch (error) {
      if (error instanceof FitDiverged) return Number.POSITIVE_INFINITY;
      throw error;
    }
  }

  async function choose(task: FitTask, { onEpoch, ...others }: FitContext): Promise<AugmentationTrial> {
    const [{ length }] = task.histories;
    const first = length - Math.max(horizonSteps, Math.round(judgedShare * length));
    const validationSteps = task.validationSteps || Math.max(horizonSteps, Math.round(validationShare * length));
    const windows = first - validationSteps - lookBackSteps - horizonSteps + 1;
    if (task.histories.length > 1 || windows < leastWindows) return untried;
    const origins: number[] = [];
    for (let origin = first; origin < length; origin += horizonSteps) origins.push(origin);
    const tries = trials.flatMap(({ plain: one, augmented: other }) => [one, other]);
    const judged = { ...others, ...countOn(onEpoch, 0, tries.length) };
    const errors = await fitEach(tries, judged, (forecaster, own) =>
      measure(forecaster, task, { origins, validationSteps }, own),
    );
    if (errors.includes(null)) return untried;
    const every = (way: number) => errors.filter((error, at): error is number => error !== null && at % 2 === way);
    const found = { plain: every(0), augmented: every(1) };
    const meanOf = (errors: number[]) => errors.reduce((sum, error) => sum + error, 0) / errors.length;
    return {
      used: found.augmented.every((error, at) => error < found.plain[at]),
      errors: { plain: meanOf(found.plain), augmented: meanOf(found.augmented) },
    };
  }

  /** Of all trainings together, the epochs of those that come after `done` others, as many as `parts`. */
  function countOn(onEpoch: FitContext['onEpoch'], done: number, parts: number): Pick<FitContext, 'onEpoch'> {
    if (!onEpoch) return {};
    const all = 2 * trials.length + 1;
    return {
      onEpoch: ({ epoch, epochs, shareAnew = 1, curve }) =>
        onEpoch({
          epoch: (done * epochs) / parts + epoch,
          epochs: (all * epochs) / parts,
          shareAnew: shareAnew / all,
          curve,
        }),
    };
  }

  return {
    async compile(task, signal) {
      for (const forecaster of [plain, augmented]) if (!signal.aborted) await forecaster.compile?.(task, signal);
    },

    async fit(task, context) {
      const { augmented: settled } = task;
      const augmentation = settled === undefined ? await choose(task, context) : { used: settled, errors: null };
      const wasTried = augmentation.errors !== null;
      const own = wasTried ? { ...context, ...countOn(context.onEpoch, 2 * trials.length, 1) } : context;
      const fitted = await (augmentation.used ? augmented : plain).fit(task, own);
      return { ...fitted, augmentation };
    },
  };
}

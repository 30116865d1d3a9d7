import { fitEach } from '../fit-each.ts';
import {
  type EpochReport,
  FitCancelled,
  type FitContext,
  FitDiverged,
  type FitTask,
  type Forecaster,
  type LearntNetwork,
  type NetworkJob,
} from '../forecaster.ts';
import { placeLearnt } from './fitted-network.ts';
import { compileNetwork, learnNetwork } from './learn-network.ts';
import type { Network } from './network.ts';
import { type NeuralOptions, planNetwork, readTask } from './plan-network.ts';

/**
 * Share of the loss without covariates that the loss with them must fall below: the few validation windows of a single series
 * overlap, and what fits them a little better is mostly chance.
 */
const clearlyLower = 0.9;

type Learn = (task: FitTask, context: FitContext) => Promise<LearntNetwork>;

/** Learns with the covariates and without; with them is kept where its validation loss is clearly lower. */
async function learnBothWays(learn: Learn, task: FitTask, context: FitContext): Promise<LearntNetwork> {
  const onEpoch = (report: EpochReport) => context.onEpoch?.({ ...report, shareAnew: 0.5 });
  const [reads, without] = await fitEach([true, false], { ...context, onEpoch }, async (useCovariates, own) => {
    try {
      return await learn({ ...task, useCovariates }, own);
    } catch (error) {
      if (error instanceof FitDiverged) return null;
      throw error;
    }
  });
  if (!reads || !without) {
    const only = reads ?? without;
    if (only) return only;
    throw context.signal.aborted ? new FitCancelled() : new FitDiverged();
  }
  const lossOf = ({ curve }: LearntNetwork) => Math.min(...curve.validation);
  const margin = task.histories.length > 1 ? 1 : clearlyLower;
  return lossOf(reads) > margin * lossOf(without) ? without : reads;
}

/**
 * Makes a forecaster of a network: windows in, the whole horizon out, one set of weights for all series, which may then be
 * tuned to the first of them.
 *
 * Where covariates are known, the network is given a part that reads them; where validation can tell whether those that change
 * with time help, it does. What describes a series is read wherever it is there.
 *
 * @param network gives a value a step, or with the pinball loss one for each of `quantileLevels`, in which case these are kept
 *   from crossing
 * @param job what another thread makes the same forecaster from; absent for one that learns in this thread alone
 */
export function createNeuralForecaster(
  network: Network,
  options: NeuralOptions,
  job?: Pick<NetworkJob, 'model' | 'settings'>,
): Forecaster {
  const plan = planNetwork(network, options);

  const learn: Learn = (task, context) =>
    job && context.share ? context.share.learn({ ...job, task }, context) : learnNetwork(plan, task, context);

  function isOpen(task: FitTask): boolean {
    const { future = 0, past = 0 } = readTask(plan, task).reader?.counts ?? {};
    return task.useCovariates === undefined && task.validationSteps > 0 && future + past > 0;
  }

  return {
    compile: (task, signal) => compileNetwork(plan, task, signal),
    async fit(task, context) {
      const learnt = await (isOpen(task) ? learnBothWays(learn, task, context) : learn(task, context));
      return placeLearnt(plan, task, learnt);
    },
  };
}

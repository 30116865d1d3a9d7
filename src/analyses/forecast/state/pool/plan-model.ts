/** One model of a run as a job. */

import { isNetwork, type ModelId, modelCards, trains } from '../../../../forecasters/model-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { KeptTraining } from '../../../../forecasters/training/training-memory.ts';
import type { PlannedJob } from '../../../analysis.ts';
import type { EarlierModel, ForecastJob } from '../../jobs/job.ts';
import type { Deployed } from '../deploy.ts';

/** Learning anew at origins, members of an ensemble, trials of augmentation, covariates: what others can do parts of. */
function hasParts(model: ModelId, { backtest, network }: Settings): boolean {
  const refits = backtest.refit === 'always';
  return isNetwork(model) ? refits || network.members > 1 || network.augmentation === 'auto' : refits;
}

/**
 * Which targets it forecasts besides the one shown, and what spares a model its learning: a network that was trained before, a test to go on from, or what an earlier attempt has left; that
 * absent where checkpoints need not be told.
 */
type Known = {
  deployed?: Deployed | undefined;
  earlier?: EarlierModel | undefined;
  targets?: readonly string[] | undefined;
  kept?: readonly KeptTraining[] | undefined;
};

/** A job of one model; it learns and is tested anew where nothing is known. */
export function planModel(
  model: ModelId,
  settings: Settings,
  { deployed, earlier, targets, kept }: Known = {},
): PlannedJob<ForecastJob> {
  if (isNetwork(model) && deployed?.model === model) {
    const job: ForecastJob = { kind: 'model', model, settings, trained: deployed.trained };
    return { id: model, job, trains: false, seconds: 0, hasParts: false };
  }
  return {
    id: model,
    // With all models of the run: which they are decides where its test begins, the same for all.
    job: {
      kind: 'model',
      model,
      settings,
      ...(earlier && { earlier }),
      ...(targets && { targets }),
      ...(kept && isNetwork(model) && { kept }),
    },
    trains: trains(model),
    seconds: trains(model) ? modelCards[model].trainingSeconds * (1 + (targets?.length ?? 0)) : 0,
    hasParts: !earlier && hasParts(model, settings),
  };
}

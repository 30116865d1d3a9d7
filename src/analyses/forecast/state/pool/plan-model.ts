/** One model of a run as a job. */
import { isNetwork, type ModelId, type NetworkId, type Settings } from '../../../../forecasters/settings.ts';
import type { PlannedJob } from '../../../analysis.ts';
import type { ForecastJob } from '../../jobs/job.ts';

/** Seconds on one core with the default settings and 1,200 points: other settings change their order little. */
const trainingSeconds: Record<NetworkId, number> = {
  tcn: 38,
  patchtst: 8.3,
  transformer: 3.9,
  segrnn: 2.6,
  lstm: 1.7,
  tide: 1.4,
  'n-hits': 1.3,
  gru: 1.3,
  rnn: 0.5,
  dlinear: 0.3,
  nlinear: 0.15,
};

/** Learning anew at origins, members of an ensemble, trials of augmentation, covariates: what others can do parts of. */
function hasParts(model: ModelId, { backtest, network }: Settings): boolean {
  const refits = backtest.refit === 'always';
  return isNetwork(model) ? refits || network.members > 1 || network.augmentation === 'auto' : refits;
}

export function planModel(model: ModelId, settings: Settings): PlannedJob<ForecastJob> {
  return {
    id: model,
    job: { kind: 'model', model, settings: { ...settings, models: [model] } },
    trains: isNetwork(model),
    seconds: isNetwork(model) ? trainingSeconds[model] : 0,
    hasParts: hasParts(model, settings),
  };
}

/** A trained network that was saved, and whether it suits the data shown. */

import { fail, ok, type Result } from '../../../base/result.ts';
import { type ModelFileProblem, readModelFile, type SavedModel } from '../../../export/model/model-file.ts';
import { isRoundName } from '../../../export/model/model-name.ts';
import type { RoundPlan } from '../../../federation/round.ts';
import { checkSettings, type Settings } from '../../../forecasters/settings.ts';
import type { Step } from '../../../series/step.ts';
import { isSameStep } from '../../../series/step.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { TableSource } from '../../../worker/protocol.ts';
import { readRunnable } from './share-link.ts';

/** The network that a run forecasts with instead of training one. */
export type Deployed = Pick<SavedModel, 'model' | 'trained' | 'about'>;

export type ModelProblem =
  | { code: 'model-file'; params: { name: string; reason: ModelFileProblem['reason'] | 'round' } }
  /** It learnt from values of another rhythm. */
  | { code: 'model-rhythm'; params: { learnt: Step; found: Step } }
  | { code: 'model-too-short'; params: { length: number; lookBackSteps: number; horizonSteps: number } };

/** A file of a training that shops share: it is read beside a forecast, where it is said what is done with it. */
export type RoundBrought = { round: Pick<TableSource, 'name' | 'blob'> };

export async function readModel({ name, blob }: TableSource): Promise<Result<SavedModel | RoundBrought, ModelProblem>> {
  if (isRoundName(name)) return ok({ round: { name, blob } });
  const read = await readModelFile(blob, readRunnable);
  return read.ok ? ok(read.value) : fail({ code: 'model-file', params: { name, reason: read.problem.reason } });
}

export function isSavedModel(content: unknown): content is SavedModel {
  return typeof content === 'object' && content !== null && 'trained' in content;
}

export function isRoundBrought(content: unknown): content is RoundBrought {
  return typeof content === 'object' && content !== null && 'round' in content;
}

/** What a saved network is run with on some data: as it was trained, beside the one model that all are measured by. */
export function settingsToDeploy(
  { model, settings, step }: Pick<RoundPlan, 'model' | 'settings' | 'step'>,
  { series, facts }: Pick<LoadedSeries, 'series' | 'facts'>,
): Result<Settings, ModelProblem> {
  if (!isSameStep(step, series.step))
    return fail({ code: 'model-rhythm', params: { learnt: step, found: series.step } });
  const asked: Settings = { ...settings, models: ['seasonal-naive', model] };
  const { lookBackSteps, horizonSteps } = settings;
  const { length } = facts;
  // How it was tested there may not fit here, where there is less data.
  const usual: Settings = {
    ...asked,
    testSteps: null,
    backtest: { ...asked.backtest, origins: null, windowSteps: null },
  };
  const checked = [asked, usual].map((one) => checkSettings(one, length)).find((one) => one.ok);
  return checked?.ok ? checked : fail({ code: 'model-too-short', params: { length, lookBackSteps, horizonSteps } });
}

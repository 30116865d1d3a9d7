/** A trained network as a file: weights as safetensors, and in their metadata all that is needed to forecast with them. */
import { isRecord } from '../../base/is-record.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { quantileLevels } from '../../forecasters/forecaster.ts';
import { isNetwork, type ModelId, modelCards, modelIds, type NetworkId } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';
import {
  countTrained,
  isSoundTrained,
  type NamedTensor,
  type TrainedNetwork,
} from '../../forecasters/trained-network.ts';
import { isStepUnit, type Step } from '../../series/step.ts';
import { inflateEntry, readZipDirectory } from '../../table/formats/zip.ts';
import { isNumber, isNumberOrNull, isText, isTextOrNull } from './checks.ts';
import { type Precision, packTensor, unpackTensors } from './pack-tensors.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** Another one whenever a page that knows this one could misread it. */
const modelVersion = 1;
const format = 'dropcast-model';
/** The file within the zip that has all; the rest of it is for people. */
export const weightsName = 'model.safetensors';
export const mostBytes = 256e6;

export type ModelAbout = {
  /** Of the file, and of the series where there are several. */
  data: string;
  series: string | null;
  columns: { time: string | null; ids: readonly string[]; target: string };
  step: Step;
  /** What was learnt from. */
  points: number;
  firstMs: number;
  lastMs: number;
  /** In the test, after which the weights have mostly learnt more; null where it could not be measured. */
  mae: number | null;
  /** Over the seasonal naive's. */
  maeRatioToNaive: number | null;
  savedAtMs: number;
  /** Where shops learnt it together: the file of the one that saved it, and how many others there were; absent for other models. */
  shops?: { file: string; others: number };
};

export type SavedModel = { model: NetworkId; settings: Settings; trained: TrainedNetwork; about: ModelAbout };

/** Why a file is not opened as a model. */
export type ModelFileProblem = { reason: 'damaged' | 'newer' | 'too-large' | 'no-model' };

const memberName = (member: number, name: string) => `member${member}/${name}`;

export function writeModelFile({ model, settings, trained, about }: SavedModel, precision: Precision = 'f32') {
  const { members, scaler, isFloored } = trained;
  const config = { model, settings, scaler, isFloored, members: members.length, about };
  return writeSafetensors({
    metadata: { format, version: String(modelVersion), config: JSON.stringify(config) },
    tensors: members.flatMap((tensors, member) =>
      tensors.flatMap((tensor) => packTensor({ ...tensor, name: memberName(member, tensor.name) }, precision)),
    ),
  });
}

/** What a date can be made of: others throw where they are to be shown. */
const isTime = (value: unknown) => isNumber(value) && !Number.isNaN(new Date(value).getTime());

/** Whether something can be what is told of a model. */
export function isAbout(value: unknown): value is ModelAbout {
  if (!isRecord(value) || !isRecord(value.columns) || !isRecord(value.step)) return false;
  const { columns, step } = value;
  return (
    isText(value.data) &&
    isTextOrNull(value.series) &&
    isTextOrNull(columns.time) &&
    Array.isArray(columns.ids) &&
    columns.ids.every(isText) &&
    isText(columns.target) &&
    isStepUnit(step.unit) &&
    isNumber(step.every) &&
    step.every > 0 &&
    isNumber(value.points) &&
    [value.firstMs, value.lastMs, value.savedAtMs].every(isTime) &&
    isNumberOrNull(value.mae) &&
    isNumberOrNull(value.maeRatioToNaive) &&
    (value.shops === undefined || (isRecord(value.shops) && isText(value.shops.file) && isNumber(value.shops.others)))
  );
}

/** Whether there are as many weights as a network of these settings has. */
export function hasItsWeights(
  model: NetworkId,
  { lookBackSteps, horizonSteps, network }: Settings,
  trained: Pick<TrainedNetwork, 'members'>,
) {
  const levels = network.loss === 'pinball' ? quantileLevels.length : 1;
  const wanted = modelCards[model].countWeights({ ...network, lookBackSteps, horizonSteps, levels });
  return countTrained(trained) === wanted * trained.members.length;
}

/** Reads metadata and tensors; null where they are not what `writeModelFile` writes. */
function readParts(
  bytes: Uint8Array,
  readSettings: (found: unknown) => Settings | null,
): SavedModel | ModelFileProblem['reason'] {
  const { metadata, tensors } = readSafetensors(bytes);
  if (metadata.format !== format) return 'no-model';
  if (Number(metadata.version) > modelVersion) return 'newer';
  const config: unknown = JSON.parse(metadata.config);
  if (!isRecord(config) || !isRecord(config.scaler) || !isAbout(config.about)) return 'damaged';
  const model = modelIds.find((id) => id === config.model) as ModelId | undefined;
  const settings = readSettings(config.settings);
  const { centre, spread } = config.scaler;
  const count = config.members;
  if (model === undefined || !isNetwork(model) || !settings) return 'damaged';
  if (!isNumber(centre) || !isNumber(spread) || typeof config.isFloored !== 'boolean') return 'damaged';
  if (!Number.isInteger(count) || (count as number) < 1 || (count as number) > tensors.length) return 'damaged';
  const members: NamedTensor[][] = Array.from({ length: count as number }, () => []);
  for (const tensor of unpackTensors(tensors)) {
    const [, member, name] = /^member(\d{1,3})\/(.+)$/.exec(tensor.name) ?? [];
    if (member === undefined || !members[Number(member)]) return 'damaged';
    members[Number(member)].push({ ...tensor, name });
  }
  const trained = { members, scaler: { centre, spread }, isFloored: config.isFloored };
  if (!isSoundTrained(trained) || !hasItsWeights(model, settings, trained)) return 'damaged';
  return { model, settings, trained, about: config.about };
}

async function bytesIn(blob: Blob): Promise<Uint8Array | ModelFileProblem['reason']> {
  if (blob.size > mostBytes) return 'too-large';
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const isZip = start[0] === 0x50 && start[1] === 0x4b;
  if (!isZip) return new Uint8Array(await blob.arrayBuffer());
  const entries = await readZipDirectory(blob).catch(() => null);
  if (!entries) return 'damaged';
  const found = entries.filter(({ name }) => name === weightsName);
  if (found.length !== 1) return found.length === 0 ? 'no-model' : 'damaged';
  const inflated = await inflateEntry(blob, found[0], mostBytes);
  if (!inflated.ok) return inflated.problem.code === 'inflates-too-much' ? 'too-large' : 'damaged';
  return new Uint8Array(await inflated.value.arrayBuffer());
}

/**
 * Reads a model that anybody may have written: a safetensors file, or a zip that has one.
 *
 * @param readSettings settings that can be run, or null
 */
export async function readModelFile(
  blob: Blob,
  readSettings: (found: unknown) => Settings | null,
): Promise<Result<SavedModel, ModelFileProblem>> {
  try {
    const bytes = await bytesIn(blob);
    const read = typeof bytes === 'string' ? bytes : readParts(bytes, readSettings);
    return typeof read === 'string' ? fail({ reason: read }) : ok(read);
  } catch {
    return fail({ reason: 'damaged' });
  }
}

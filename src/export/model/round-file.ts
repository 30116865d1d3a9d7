/** The files of a training that several shops share: weights as safetensors, and in their metadata what is agreed on. */
import { isRecord } from '../../base/is-record.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import {
  type Contribution,
  leastRounds,
  mostEpochs,
  mostRounds,
  mostShops,
  type Noise,
  type Round,
  type RoundPlan,
  type Shop,
} from '../../federation/round.ts';
import { isNetwork, modelIds } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { NamedTensor } from '../../forecasters/trained-network.ts';
import { isStepUnit } from '../../series/step.ts';
import { type Fields, isCountIn, isNumber, isNumberOrNull, isText } from './checks.ts';
import { hasItsWeights, mostBytes } from './model-file.ts';
import { packTensor, unpackTensors } from './pack-tensors.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** Another one whenever a page that knows this one could misread it. */
const roundVersion = 1;
const formats = { round: 'dropcast-round', contribution: 'dropcast-contribution' } as const;
/** Of a shop's name, which is shown as it is. */
export const longestLabel = 60;
const mostWindows = 1e9;

export type RoundFile = { kind: 'round'; round: Round } | { kind: 'contribution'; contribution: Contribution };
/** Why a file is not opened as one of these. */
export type RoundFileReason = 'damaged' | 'newer' | 'too-large' | 'no-round' | 'not-finite';

function write(format: string, config: object, weights: readonly NamedTensor[]): Uint8Array<ArrayBuffer> {
  return writeSafetensors({
    metadata: { format, version: String(roundVersion), config: JSON.stringify(config) },
    tensors: weights.flatMap((tensor) => packTensor(tensor, 'f32')),
  });
}

export function writeRound({ weights, ...config }: Round): Uint8Array<ArrayBuffer> {
  return write(formats.round, config, weights);
}

export function writeContribution({ weights, ...config }: Contribution): Uint8Array<ArrayBuffer> {
  return write(formats.contribution, config, weights);
}

function readPlan(found: unknown, readSettings: (found: unknown) => Settings | null): RoundPlan | null {
  if (!isRecord(found) || !isRecord(found.step)) return null;
  const { id, rounds, epochs, step } = found;
  const model = modelIds.find((known) => known === found.model);
  const settings = readSettings(found.settings);
  if (model === undefined || !isNetwork(model) || !settings) return null;
  if (!isText(id) || !isCountIn(rounds, leastRounds, mostRounds) || !isCountIn(epochs, 1, mostEpochs)) return null;
  if (!isStepUnit(step.unit) || !isCountIn(step.every, 1, mostWindows)) return null;
  return { id, model, settings, step: { unit: step.unit, every: step.every }, rounds, epochs };
}

function readShop(found: unknown): Shop | null {
  if (!isRecord(found)) return null;
  const { label, windows, before, after } = found;
  const isNamed = isText(label) && label.trim() !== '' && label.length <= longestLabel;
  if (!isNamed || !isCountIn(windows, 1, mostWindows) || !isNumberOrNull(before) || !isNumberOrNull(after)) return null;
  return { label, windows, before, after };
}

function readNoise(found: unknown): Noise | null | undefined {
  if (found === null) return null;
  if (!isRecord(found) || !isNumber(found.clipNorm) || !isNumber(found.multiplier)) return undefined;
  const { clipNorm, multiplier } = found;
  return clipNorm > 0 && multiplier >= 0 ? { clipNorm, multiplier } : undefined;
}

function readRound(config: Fields, plan: RoundPlan, weights: NamedTensor[]): RoundFile | null {
  const { round, shops } = config;
  if (!isCountIn(round, 1, plan.rounds + 1) || !Array.isArray(shops) || shops.length > mostShops) return null;
  const read = shops.map(readShop);
  const known = read.filter((shop) => shop !== null);
  return known.length === read.length ? { kind: 'round', round: { plan, round, weights, shops: known } } : null;
}

function readContribution(config: Fields, plan: RoundPlan, weights: NamedTensor[]): RoundFile | null {
  const { round, base } = config;
  const shop = readShop(config.shop);
  const noise = readNoise(config.noise);
  if (!isCountIn(round, 1, plan.rounds) || !isText(base) || !shop || noise === undefined) return null;
  return { kind: 'contribution', contribution: { plan, round, base, shop, noise, weights } };
}

function readParts(bytes: Uint8Array, readSettings: (found: unknown) => Settings | null): RoundFile | RoundFileReason {
  const { metadata, tensors } = readSafetensors(bytes);
  const isRound = metadata.format === formats.round;
  if (!isRound && metadata.format !== formats.contribution) return 'no-round';
  if (Number(metadata.version) > roundVersion) return 'newer';
  const config: unknown = JSON.parse(metadata.config);
  const plan = isRecord(config) ? readPlan(config.plan, readSettings) : null;
  if (!isRecord(config) || !plan) return 'damaged';
  const weights = unpackTensors(tensors);
  if (!hasItsWeights(plan.model, plan.settings, { members: [weights] })) return 'damaged';
  if (!weights.every(({ values }) => values.every(Number.isFinite))) return 'not-finite';
  return (isRound ? readRound : readContribution)(config, plan, weights) ?? 'damaged';
}

/**
 * Reads a file of a shared training that anybody may have written.
 *
 * @param readSettings settings that can be run, or null
 */
export async function readRoundFile(
  blob: Blob,
  readSettings: (found: unknown) => Settings | null,
): Promise<Result<RoundFile, { reason: RoundFileReason }>> {
  if (blob.size > mostBytes) return fail({ reason: 'too-large' });
  try {
    const read = readParts(new Uint8Array(await blob.arrayBuffer()), readSettings);
    return typeof read === 'string' ? fail({ reason: read }) : ok(read);
  } catch {
    return fail({ reason: 'damaged' });
  }
}

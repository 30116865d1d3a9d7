/** Whether what a file brings can be what came of a run: its views count on it. */
import { isRecord } from '../../../base/is-record.ts';
import { isAbout } from '../../../export/model/model-file.ts';
import { type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import { isSoundTrained, type TrainedNetwork } from '../../../forecasters/trained-network.ts';
import { readSettings } from './share-link.ts';

const isNumbers = (value: unknown, length?: number) =>
  value instanceof Float64Array && (length === undefined || value.length === length);
const isModel = (value: unknown): value is ModelId => modelIds.some((id) => id === value);
const isPlace = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isListOf = (value: unknown, isOne: (one: unknown) => boolean) => Array.isArray(value) && value.every(isOne);
/** Metrics by name: numbers, or null where they are undefined. */
const isMetrics = (value: unknown) =>
  value === null || (isRecord(value) && Object.values(value).every((one) => one === null || typeof one === 'number'));
const isCurve = (value: unknown) => isRecord(value) && Array.isArray(value.train) && Array.isArray(value.validation);

/** What a network has learnt. */
function isTrained(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.scaler)) return false;
  const isTensor = (one: unknown) =>
    isRecord(one) && typeof one.name === 'string' && isListOf(one.shape, isPlace) && one.values instanceof Float32Array;
  return (
    isListOf(value.members, (tensors) => isListOf(tensors, isTensor)) &&
    isSoundTrained(value as unknown as TrainedNetwork)
  );
}

/** A network that was opened, and forecasts without being trained. */
const isDeployed = (value: unknown) =>
  isRecord(value) && isModel(value.model) && isTrained(value.trained) && isAbout(value.about);

/** What became of forecasting targets together. */
const isTogether = (value: unknown) =>
  isRecord(value) &&
  isListOf(value.others, (name) => typeof name === 'string') &&
  isMetrics(value.errors ?? false) &&
  typeof value.isKept === 'boolean';
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isErrors = (value: unknown) => isListOf(value, isNumber);
const isMember = (value: unknown) => isRecord(value) && typeof value.name === 'string' && isNumber(value.weight);
const isWhole = (value: unknown, horizon: number) => isRecord(value) && isNumbers(value.yhat, horizon);

function isTried(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const isModelTried = (one: unknown) =>
    isRecord(one) &&
    typeof one.name === 'string' &&
    (one.error === null || typeof one.error === 'number') &&
    typeof one.weight === 'number' &&
    (one.passedOver === null || typeof one.passedOver === 'string');
  return isPlace(value.origins) && isListOf(value.models, isModelTried);
}

function isResult(value: unknown, horizon: number): boolean {
  if (!isRecord(value) || !isModel(value.model) || !isRecord(value.metrics)) return false;
  const isTest = (one: unknown) =>
    isRecord(one) &&
    isPlace(one.origin) &&
    isNumbers(one.yhat) &&
    (one.quantiles === null || isListOf(one.quantiles, (level) => isNumbers(level)));
  const isInterval = (one: unknown) =>
    isRecord(one) && typeof one.level === 'number' && isNumbers(one.low, horizon) && isNumbers(one.high, horizon);
  return (
    isNumbers(value.forecast, horizon) &&
    isListOf(value.test, isTest) &&
    isListOf(value.intervals, isInterval) &&
    isMetrics(value.metrics) &&
    isListOf(value.originMetrics, isMetrics) &&
    isListOf(value.stepMetrics, isMetrics) &&
    (value.together === undefined || isTogether(value.together)) &&
    (value.errors === undefined || isListOf(value.errors, isErrors)) &&
    (value.waiting === undefined || isListOf(value.waiting, (one) => isTest(one) && isWhole(one, horizon))) &&
    (value.updated === undefined || ['refitted', 'learnt-on', 'kept'].some((one) => one === value.updated)) &&
    (value.members === null || isListOf(value.members, isMember)) &&
    (value.tried === null || isTried(value.tried)) &&
    isListOf(value.setAside, isPlace) &&
    (value.shiftedAt === undefined || isPlace(value.shiftedAt)) &&
    (value.trained === undefined || value.trained === null || isTrained(value.trained)) &&
    isCurve(value.curve)
  );
}

/** What the series is in the test part. */
const isTested = (value: unknown) =>
  isRecord(value) &&
  isPlace(value.from) &&
  isNumbers(value.y) &&
  value.filled instanceof Uint8Array &&
  (value.at === null || value.at instanceof Uint32Array);

/** A run under way, or one that is over. */
export function isSoundWork(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.split) || !isRecord(value.progress)) return false;
  const settings = readSettings(value.settings);
  if (!settings || typeof value.cancelled !== 'boolean') return false;
  const isFailure = (one: unknown) => isRecord(one) && isModel(one.model) && typeof one.code === 'string';
  return (
    Object.values(value.split).every((one) => isPlace(one) || one === null) &&
    (value.tested === null || isTested(value.tested)) &&
    isListOf(value.results, (one) => isResult(one, settings.horizonSteps)) &&
    isListOf(value.failures, isFailure) &&
    isListOf(value.moved, isModel) &&
    (value.deployed === undefined || isDeployed(value.deployed)) &&
    Object.entries(value.progress).every(([model, one]) => isModel(model) && isRecord(one) && isCurve(one.curve))
  );
}

/** The forecast of a run in the part of an address that a browser sends to nobody: a few numbers to be looked at, without the file. */
import { isRecord } from '../../../base/is-record.ts';
import { packText, unpackText } from '../../../base/packed-text.ts';
import { fail, ok, type Result } from '../../../base/result.ts';
import { type IntervalLevel, intervalLevels, type ModelResult } from '../../../evaluation/results.ts';
import { type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import { timeAt } from '../../../series/calendar.ts';
import { isStepUnit, type Step } from '../../../series/step.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { namesSeveral } from '../../../session/selection.ts';
import type { LinkProblem } from './share-link.ts';

export type SharedBand = { level: IntervalLevel; low: readonly number[]; high: readonly number[] };

export type SharedForecast = {
  /** Of what was forecast. */
  name: string;
  /** Who made it, as that person says; empty where nobody does. */
  by: string;
  madeAtMs: number;
  model: ModelId;
  step: Pick<Step, 'unit' | 'every'>;
  unit: string | null;
  isPercent: boolean;
  /** Mean absolute error of its test over the seasonal naive's; null where that is undefined. */
  maeRatioToNaive: number | null;
  /** [past + horizon] points in time. */
  times: readonly number[];
  /** The last values before it, which are data: empty unless the sender has ticked them. */
  past: readonly number[];
  /** [horizon] */
  yhat: readonly number[];
  /** [horizon] each, the widest first; none where there is no room for them. */
  bands: readonly SharedBand[];
};

const version = '1';
const key = 'result';
/** Values of forecast and bands together, and of the past. */
export const mostValues = 2000;
const mostPast = 200;
/** Of the past goes along what a look at the forecast needs: so many horizons. */
const horizonsBefore = 3;
const leastPast = 24;
/** An address of so many letters is taken by browsers and by most programs that pass it on. */
const mostLetters = 60_000;
const mostBytes = 200_000;
const mostText = 120;
const digits = 6;

const short = (value: number) => Number(value.toPrecision(digits));
const shorten = (values: ArrayLike<number>) => Array.from(values, short);
/** How many of the last values go along, where the sender wants that. */
export function countPast({ series }: LoadedSeries, { forecast }: ModelResult): number {
  return Math.min(series.length, mostPast, Math.max(leastPast, horizonsBefore * forecast.length));
}

/** What would end a line, or turn the direction of what comes after it, is left out. */
const clean = (text: string) => text.replace(/\p{C}/gu, '').slice(0, mostText);

/** The bands for which there is room, the widest first. */
function bandsWithRoom({ forecast, intervals }: ModelResult): SharedBand[] {
  const room = Math.floor(mostValues / forecast.length - 1) >> 1;
  return [...intervals]
    .filter(({ level }) => room > 1 || level === intervalLevels[0])
    .slice(0, room)
    .map(({ level, low, high }) => ({ level, low: shorten(low), high: shorten(high) }))
    .sort((a, b) => b.level - a.level);
}

/**
 * @param result the model whose forecast is taken
 * @param past the last values of the series, where they go along
 * @returns null where the horizon is too long
 */
export function shareForecast(
  { series, measure, profile, choice, uniqueId }: LoadedSeries,
  result: ModelResult,
  { by, past, nowMs }: { by: string; past: ArrayLike<number>; nowMs: number },
): SharedForecast | null {
  const { forecast, model, maeRatioToNaive } = result;
  if (forecast.length > mostValues) return null;
  const from = series.length - past.length;
  const target = profile.columns[choice.targetColumns[0] as number]?.name ?? '';
  return {
    name: clean(namesSeveral(choice) ? (uniqueId ?? '') : target),
    by: clean(by.trim()),
    madeAtMs: nowMs,
    model,
    step: { unit: series.step.unit, every: series.step.every },
    unit: measure.unit === null ? null : clean(measure.unit),
    isPercent: measure.isPercent,
    maeRatioToNaive: maeRatioToNaive === null ? null : short(maeRatioToNaive),
    times: Array.from({ length: past.length + forecast.length }, (_, at) =>
      timeAt(series.firstMs, series.step, from + at),
    ),
    past: shorten(past),
    yhat: shorten(forecast),
    bands: bandsWithRoom(result),
  };
}

/** The part of an address that carries a forecast. */
export async function writeSharedForecast(shared: SharedForecast): Promise<string> {
  return `${key}=${version}.${await packText(shared)}`;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && clean(value) === value;
const isNumbers = (value: unknown, length: number): value is number[] =>
  Array.isArray(value) && value.length === length && value.every(isNumber);
/** Of the years that a calendar shows. */
const isTime = (value: unknown) => isNumber(value) && Math.abs(value) < 2.5e14;

/** What was found in a link as a forecast; null where it cannot be one. Nothing else of it is taken over. */
function readShared(found: unknown): SharedForecast | null {
  if (!isRecord(found) || !isRecord(found.step)) return null;
  const { name, by, madeAtMs, model, step, unit, isPercent, maeRatioToNaive, times, past, yhat, bands } = found;
  if (!Array.isArray(yhat) || !Array.isArray(past) || !Array.isArray(times) || !Array.isArray(bands)) return null;
  const horizonSteps = yhat.length;
  const known = modelIds.find((id) => id === model);
  const isBand = (band: unknown): band is SharedBand =>
    isRecord(band) &&
    intervalLevels.some((level) => level === band.level) &&
    isNumbers(band.low, horizonSteps) &&
    isNumbers(band.high, horizonSteps);
  const isRising = times.every((time, at) => isTime(time) && (at === 0 || time > times[at - 1]));
  const isSound =
    isText(name) &&
    isText(by) &&
    isTime(madeAtMs) &&
    isStepUnit(step.unit) &&
    isNumber(step.every) &&
    step.every > 0 &&
    (unit === null || isText(unit)) &&
    typeof isPercent === 'boolean' &&
    (maeRatioToNaive === null || isNumber(maeRatioToNaive)) &&
    horizonSteps > 0 &&
    horizonSteps * (1 + 2 * bands.length) <= mostValues &&
    past.length <= mostPast &&
    times.length === past.length + horizonSteps &&
    isRising &&
    isNumbers(past, past.length) &&
    isNumbers(yhat, horizonSteps) &&
    bands.every(isBand);
  if (!isSound || !known) return null;
  return {
    ...{ name, by, madeAtMs: madeAtMs as number, model: known, unit, isPercent, maeRatioToNaive },
    step: { unit: step.unit as Step['unit'], every: step.every as number },
    times: times as number[],
    past,
    yhat,
    bands: bands.map(({ level, low, high }) => ({ level, low, high })),
  };
}

/**
 * The forecast that an address brings.
 *
 * @param fragment as in `location.hash`, with `#` or without
 * @returns null where the address brings none; a problem where it cannot be read, or be a forecast
 */
export async function readSharedForecast(fragment: string): Promise<Result<SharedForecast, LinkProblem> | null> {
  const found = /(?:^#?|&)result=([^&]*)/.exec(fragment);
  if (!found) return null;
  const [, written, text] = /^(\d+)\.([\w-]+)$/.exec(found[1] as string) ?? [];
  if (written === undefined || text === undefined || text.length > mostLetters)
    return fail({ code: 'link-damaged', params: {} });
  if (written !== version) return fail({ code: 'link-version', params: { version: written } });
  const shared = readShared(await unpackText(text, mostBytes));
  return shared ? ok(shared) : fail({ code: 'link-damaged', params: {} });
}

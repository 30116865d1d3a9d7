/** A run brought up to date when a span of new values has come, beside one anew: processor's time, and errors on the span after that. */
import process from 'node:process';
import { createForecaster, createLearningOnFloored } from '../../src/evaluation/create-forecaster.ts';
import type { EarlierTest } from '../../src/evaluation/earlier-test.ts';
import { type Item, prepareItems, testItem, updateItem } from '../../src/evaluation/panel/forecast-item.ts';
import type { ModelResult } from '../../src/evaluation/results.ts';
import { planRun, runForecast, runModel } from '../../src/evaluation/run-forecast.ts';
import { planUpdate, updateModel } from '../../src/evaluation/update-forecast.ts';
import type { ModelId } from '../../src/forecasters/model-cards.ts';
import { defaultSettings } from '../../src/forecasters/settings.ts';
import { isJudged, type Series } from '../../src/series/series.ts';
import { readWholeFile } from './read-whole-file.ts';

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';

const context = { signal: new AbortController().signal, createForecaster, createLearningOn: createLearningOnFloored };
const models: ModelId[] = ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto', 'lstm', 'transformer'];

function cut(series: Series, length: number): Series {
  const { covariates: _beside, statics: _same, ...alone } = series;
  return { ...alone, y: series.y.subarray(0, length), filled: series.filled.subarray(0, length) };
}

async function timed<Output>(work: () => Promise<Output>): Promise<[Output, number]> {
  const before = process.cpuUsage();
  const output = await work();
  const { user, system } = process.cpuUsage(before);
  return [output, (user + system) / 1e6];
}

/** Σ|error| and Σ|actual| over the steps that have come. */
function errorOf(forecast: Float64Array, { y, filled }: Series, from: number): { error: number; size: number } {
  let [error, size] = [0, 0];
  for (let at = from; at < Math.min(y.length, from + forecast.length); at += 1) {
    if (!isJudged(filled[at])) continue;
    error += Math.abs(y[at] - forecast[at - from]);
    size += Math.abs(y[at]);
  }
  return { error, size };
}

type Cost = {
  anewSeconds: number;
  updateSeconds: number;
  anewError: number;
  updateError: number;
  oldError: number;
  size: number;
};
const nothing: Cost = { anewSeconds: 0, updateSeconds: 0, anewError: 0, updateError: 0, oldError: 0, size: 0 };

function summarise({ anewSeconds, updateSeconds, anewError, updateError, oldError, size }: Cost) {
  return {
    anewSeconds,
    updateSeconds,
    times: anewSeconds / updateSeconds,
    anewWape: anewError / size,
    updateWape: updateError / size,
    withoutUpdateWape: oldError / size,
  };
}

/** The first series of a file by each model of a usual run, from several ends. @param span steps that come each time */
export async function updateOne(blob: Blob, name: string, span: number, ends: number) {
  const { given } = await readWholeFile(blob, name);
  const whole = given.find((one) => one !== null)?.series;
  if (!whole) throw new Error(`${name}: no series`);
  const costs = new Map<ModelId, Cost>();
  for (let end = 0; end < ends; end += 1) {
    const last = whole.y.length - end * span;
    const [before, now, after] = [cut(whole, last - 2 * span), cut(whole, last - span), cut(whole, last)];
    const settings = { ...defaultSettings(whole.step, before.y.length), models };
    const old = await runForecast(before, settings, context);
    const of = (model: ModelId) => old.results.find((result) => result.model === model) as ModelResult;
    const naive = of('seasonal-naive');
    const origins = naive.test.map(({ origin }) => origin);
    const earlier: EarlierTest = { split: old.split, origins, waiting: [], shift: 0 };
    const plan = await planUpdate(now, settings, earlier);
    const anewPlan = await planRun(now, settings);
    for (const { model } of old.results) {
      const [updated, updateSeconds] = await timed(() =>
        updateModel(model, plan, earlier, { result: of(model), naive }, context),
      );
      const [anew, anewSeconds] = await timed(() => runModel(model, anewPlan, context));
      const from = now.y.length;
      const [one, other] = [errorOf(updated.forecast, after, from), errorOf(anew.forecast, after, from)];
      const stale = errorOf(of(model).forecast.slice(span), after, from);
      const known = costs.get(model) ?? nothing;
      costs.set(model, {
        anewSeconds: known.anewSeconds + anewSeconds,
        updateSeconds: known.updateSeconds + updateSeconds,
        anewError: known.anewError + other.error,
        updateError: known.updateError + one.error,
        oldError: known.oldError + stale.error,
        size: known.size + one.size,
      });
    }
  }
  return Object.fromEntries([...costs].map(([model, cost]) => [model, summarise(cost)]));
}

const atOnce = 8;

/** All series of a file, by the models that were chosen a span before and by those chosen anew. */
export async function updateAll(blob: Blob, name: string, span: number) {
  const { given, brief } = await readWholeFile(blob, name);
  const { step, horizonSteps, seasonLength } = brief;
  if (!step) throw new Error(`${name}: no series`);
  const settings = { ...defaultSettings(step, 1000), models: ['quick' as const], horizonSteps, seasonLength };
  const all = given.filter((one) => one !== null).filter(({ series, lag }) => lag === 0 && series.y.length > 4 * span);
  const cost = { ...nothing };
  for (let from = 0; from < all.length; from += atOnce) {
    const chunk = all.slice(from, from + atOnce).map(({ series }) => series);
    const itemsAt = (back: number): Item[] =>
      chunk.map((series) => ({ series: cut(series, series.y.length - back), lag: 0 }));
    const [before, now, again] = [itemsAt(2 * span), itemsAt(span), itemsAt(span)];
    const forecastAll = (
      items: Item[],
      kind: 'test' | 'update',
      one: (item: Item, at: number) => ReturnType<typeof testItem>,
    ) =>
      timed(async () => {
        await prepareItems(items, settings, kind, context);
        const made = [];
        for (const [at, item] of items.entries()) made.push(await one(item, at));
        return made;
      });
    const [old] = await forecastAll(before, 'test', (item) => testItem(item, settings, context));
    const [updated, updateSeconds] = await forecastAll(now, 'update', (item, at) =>
      updateItem(item, old[at].model, old[at].test ?? { errors: [], horizons: 0 }, settings, context),
    );
    const [anew, anewSeconds] = await forecastAll(again, 'test', (item) => testItem(item, settings, context));
    cost.updateSeconds += updateSeconds;
    cost.anewSeconds += anewSeconds;
    for (const [at, series] of chunk.entries()) {
      const begin = series.y.length - span;
      cost.updateError += errorOf(updated[at].yhat, series, begin).error;
      cost.anewError += errorOf(anew[at].yhat, series, begin).error;
      const stale = errorOf(old[at].yhat.slice(span), series, begin);
      cost.oldError += stale.error;
      cost.size += stale.size;
    }
  }
  return { series: all.length, ...summarise(cost) };
}

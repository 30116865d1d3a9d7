/** What explaining a forecast costs: of one series, of a network that is asked anew, of many series one after another. */
import process from 'node:process';
import { createForecaster } from '../../src/evaluation/create-forecaster.ts';
import { explainForecast } from '../../src/evaluation/explain/explain-forecast.ts';
import { planScenarios } from '../../src/evaluation/scenarios/plan-scenarios.ts';
import type { ModelId } from '../../src/forecasters/model-cards.ts';
import { defaultSettings } from '../../src/forecasters/settings.ts';
import { covariatesBefore } from '../../src/series/covariates.ts';
import type { Series } from '../../src/series/series.ts';
import { readWholeFile } from './read-whole-file.ts';

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';

const context = { signal: new AbortController().signal };
const rounds = 5;

/** Milliseconds of the clock and of the processor, the quickest of some rounds. */
async function timed(work: () => Promise<unknown>, times = rounds): Promise<{ ms: number; cpuMs: number }> {
  let best = { ms: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY };
  for (let round = 0; round < times; round += 1) {
    const [begun, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    const one = { ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
    if (one.ms < best.ms) best = one;
  }
  return best;
}

export async function readSeries(blob: Blob, name: string): Promise<Series[]> {
  const { series } = await readWholeFile(blob, name);
  return series.filter((one) => one !== null);
}

/** Of a model's forecast of a horizon; `epochs` keeps a network's training short, which the explanation does not hang on. */
export async function timeOne(series: Series, model: ModelId, horizonSteps: number, epochs: number | null) {
  const settings = { ...defaultSettings(series.step, series.y.length), horizonSteps };
  const known = [covariatesBefore(series, series.y.length, { horizonSteps })];
  const task = { histories: [series.y], covariates: known, validationSteps: 0, epochs };
  const fitted = await createForecaster(model, settings).fit(task, context);
  const [{ yhat: forecast }] = await fitted.forecast([series.y], 0, 'points', known);
  const of = { model, settings, forecast, hasDrivers: true, trained: fitted.trained?.() ?? null };
  const steps = { from: 0, to: horizonSteps };
  const { coalitions, parts, start, total } = await explainForecast(series, of, steps, false);
  const off = Math.abs(start + parts.reduce((sum, { value }) => sum + value, 0) - total) / Math.abs(total);
  const time = await timed(() => explainForecast(series, of, steps, false));
  fitted.dispose();
  return { ...time, coalitions, offByShare: off };
}

/** Weeks of shops with a promotion and a price each, explained one after another by the effects learnt anew for each. */
export async function timeMany(count: number) {
  const horizonSteps = 13;
  const series = Array.from({ length: count }, (_, seed) => shopOf(seed, 130, horizonSteps));
  const settings = { ...defaultSettings(series[0].step, 130), horizonSteps };
  const explainAll = async () => {
    for (const one of series) {
      const forecast = one.y.slice(-52, -52 + horizonSteps);
      const of = { model: 'quick', settings, forecast, hasDrivers: true } as const;
      await explainForecast(one, of, { from: 0, to: horizonSteps }, false);
    }
  };
  const time = await timed(explainAll, 1);
  return { explanations: count, ...time, cpuMsEach: time.cpuMs / count };
}

function shopOf(seed: number, length: number, ahead: number): Series {
  const promo = Float64Array.from({ length: length + ahead }, (_, at) => ((at + seed) % 9 < 2 ? 1 : 0));
  const price = promo.map((on, at) => 5 - on * 0.5 - ((at + 3 * seed) % 31 < 8 ? 0.3 : 0));
  const wave = (at: number) => 1 + 0.2 * Math.sin((2 * Math.PI * (at + seed)) / 52) + 0.05 * Math.sin(at * 1.7 + seed);
  const y = Float64Array.from({ length }, (_, at) => 200 * 1.4 ** promo[at] * (price[at] / 5) ** -1.5 * wave(at));
  const covariates = [
    { name: 'Promo', known: 'future' as const, values: promo },
    { name: 'Price', known: 'future' as const, values: price },
  ];
  const step = { unit: 'week' as const, every: 1 };
  return { uniqueId: `${seed}`, firstMs: Date.UTC(2024, 0, 1), step, y, filled: new Uint8Array(length), covariates };
}

/** From a plan to what it changes, once the effects are learnt; and learning them. */
export async function timeScenario() {
  const series = shopOf(1, 130, 13);
  const settings = { ...defaultSettings(series.step, 130), horizonSteps: 13 };
  const learn = await timed(() => planScenarios(series, settings));
  const { changeBy } = await planScenarios(series, settings);
  const change = await timed(async () => changeBy({ Promo: new Float64Array(13).fill(1) }));
  return { learnCpuMs: learn.cpuMs, changeMs: change.ms };
}

/** The error of a file before and after the first of the events it is offered is taken, and what of a planted event is found. */
import { createRandom } from '../../src/base/random.ts';
import { createForecaster } from '../../src/evaluation/create-forecaster.ts';
import { rankOffers, withOffer } from '../../src/evaluation/event-impact.ts';
import { runForecast } from '../../src/evaluation/run-forecast.ts';
import { fitEventEffects } from '../../src/forecasters/events/event-effects.ts';
import type { ModelId } from '../../src/forecasters/model-cards.ts';
import { defaultSettings } from '../../src/forecasters/settings.ts';
import { clockAt } from '../../src/series/calendar.ts';
import { offerEvents } from '../../src/series/offer-events.ts';
import type { Series } from '../../src/series/series.ts';
import { readWholeFile } from './read-whole-file.ts';

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';

const context = { signal: new AbortController().signal, createForecaster };
/** Those of a usual run that train no network. */
const models: ModelId[] = ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto'];

const dayOf = (series: Series, at: number) => new Date(clockAt(series, at)).toISOString().slice(0, 10);

async function errorsOf(series: Series): Promise<[string, number][]> {
  const { results } = await runForecast(series, { ...defaultSettings(series.step, series.y.length), models }, context);
  const errors = results.flatMap(({ model, metrics }): [string, number][] =>
    metrics.mae ? [[model, metrics.mae]] : [],
  );
  return errors.sort(([, one], [, other]) => one - other);
}

/** The first series of a file. */
export async function oneClick(blob: Blob, name: string) {
  const { given } = await readWholeFile(blob, name);
  const series = given.find((one) => one !== null)?.series;
  if (!series) throw new Error(`${name}: no series`);
  const settings = defaultSettings(series.step, series.y.length);
  const offers = await rankOffers(series, settings, offerEvents(series, settings.seasonLength), context);
  const listed = offers.map(({ kind, from, to, sum, usual, impact }) => ({
    ...{ kind, from: dayOf(series, from), to: dayOf(series, to), sum, usual: Math.round(usual) },
    ...impact,
  }));
  const [first] = offers;
  const before = await errorsOf(series);
  const after = first ? await errorsOf(withOffer(series, first, settings.seasonLength)) : before;
  return { offers: listed, mae: { before: Object.fromEntries(before), after: Object.fromEntries(after) } };
}

const days = 4 * 365;
const lasts = 7;
const every = 365;
const begins = 160;
/** The first fifty, from 1 on, were looked at while the estimator was made. */
const firstSeed = 1001;

/** Off by how many points a yearly event of +40 % over a week is estimated, by how often it was seen, in so many draws. */
export function planted(draws: number) {
  const found: Record<string, { meanPercent: number; within3Points: number; worstOff: number }> = {};
  for (const times of [1, 2, 3, 4]) {
    const starts = Array.from({ length: times }, (_, at) => begins + (4 - times + at) * every);
    const at = starts.flatMap((start) => Array.from({ length: lasts }, (_, day) => start + day));
    const event = { name: 'event', at, shares: at.map(() => 1) };
    const percents = Array.from({ length: draws }, (_, draw) => {
      const random = createRandom(firstSeed + draw);
      const noise = () => Array.from({ length: 12 }, () => random()).reduce((sum, value) => sum + value, -6);
      const on = new Set(at);
      const y = Float64Array.from(
        { length: days },
        (_, day) =>
          200 *
          (1 + day / days) *
          [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7][day % 7] *
          (on.has(day) ? 1.4 : 1) *
          Math.exp(0.06 * noise()),
      );
      return 100 * ((fitEventEffects(y, [event], 7)?.effects[0].effect ?? Number.NaN) - 1);
    });
    const meanPercent = percents.reduce((sum, value) => sum + value, 0) / draws;
    const off = percents.map((value) => Math.abs(value - 40));
    const within3Points = off.filter((value) => value <= 3).length;
    found[`seen ${times}`] = { meanPercent: round(meanPercent), within3Points, worstOff: round(Math.max(...off)) };
  }
  return found;
}

const round = (value: number) => Math.round(10 * value) / 10;

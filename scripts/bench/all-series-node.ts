/** Every series of a file forecast from its end, and how that did on the points that a later file of the same kind adds. */
import process from 'node:process';
import { planDriverTrial } from '../../src/analyses/all-series/state/plan-run.ts';
import { createRandom } from '../../src/base/random.ts';
import { createForecaster } from '../../src/evaluation/create-forecaster.ts';
import { isGainKnown } from '../../src/evaluation/panel/driver-sample.ts';
import { measureGain } from '../../src/evaluation/panel/drivers-worth.ts';
import { type Item, lookAtItem, prepareItems, testItem } from '../../src/evaluation/panel/forecast-item.ts';
import { defaultSettings } from '../../src/forecasters/settings.ts';
import { timeAt } from '../../src/series/calendar.ts';
import type { Series } from '../../src/series/series.ts';
import type { Step } from '../../src/series/step.ts';
import { readWholeFile } from './read-whole-file.ts';

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';
export { scoreTotals } from './score-totals.ts';

const context = { signal: new AbortController().signal };

/**
 * As the page does, with what goes with the series; of what is known only afterwards nothing where a sample gains nothing by it.
 *
 * @throws {Error} where the file, or its series, cannot be read
 */
export async function readAll(blob: Blob, name: string) {
  const reading = await readWholeFile(blob, name);
  const { given, besideOf, brief } = reading;
  const withBeside = (number: number) => {
    const one = given[number];
    return one && { ...one, series: { ...one.series, covariates: besideOf(number) } };
  };
  const trial = planDriverTrial(brief, brief.horizonSteps);
  const gains: number[] = [];
  for (const { job } of trial?.jobs ?? []) {
    for (const number of job.numbers) {
      const item = withBeside(number);
      if (item) gains.push(await measureGain(item, job.settings));
    }
  }
  const leftOut = trial && !isGainKnown(gains) ? trial.columns : [];
  const offered = given.map((_, number) => {
    const one = withBeside(number);
    if (!one) return null;
    const covariates = one.series.covariates.filter(({ name: column }) => !leftOut.includes(column));
    return { ...one, series: { ...one.series, covariates } };
  });
  return { ...reading, given: offered };
}

async function forecastNaive(series: Series, lag: number, horizonSteps: number, seasonLength: number) {
  const settings = { ...defaultSettings(series.step, series.y.length), horizonSteps: horizonSteps + lag, seasonLength };
  const task = { histories: [series.y], validationSteps: 0, epochs: null };
  const fitted = await createForecaster('seasonal-naive', settings).fit(task, context);
  const [{ yhat }] = await fitted.forecast([series.y], 0, 'points');
  fitted.dispose();
  return yhat.slice(lag);
}

/** What a later file has of a series beyond the end of the earlier one, by time. */
function laterValues(brief: Awaited<ReturnType<typeof readAll>>['brief'], number: number, step: Step) {
  const { history, starts, endsMs } = brief;
  const values = history.subarray(starts[number], starts[number + 1]);
  return new Map(Array.from(values, (value, at) => [timeAt(endsMs[number], step, at - values.length + 1), value]));
}

type Score = {
  series: number;
  points: number;
  /** Errors over the sum of what came. */
  wape: number;
  naiveWape: number;
  /** By how much the first is below the second, in percent. */
  gainPercent: number;
  /** Within which the ratio of both lies in 95 of 100 draws of the series with replacement. */
  ratio95: number[];
  /** What was forecast over what came. */
  totalRatio: number;
  inside80: number;
  inside95: number;
};

function drawRatios(each: readonly [number, number][]): number[] {
  const random = createRandom(1);
  const ratios = Float64Array.from({ length: 2000 }, () => {
    let [error, naive] = [0, 0];
    for (let draw = 0; draw < each.length; draw += 1) {
      const one = each[Math.floor(random() * each.length)];
      error += one[0];
      naive += one[1];
    }
    return error / naive;
  }).sort();
  return [ratios[50], ratios[1949]];
}

/** By status of the series at the end of the earlier file. */
export async function scoreLater(earlier: Blob, later: Blob): Promise<Record<string, Score>> {
  const [{ brief, given }, after] = await Promise.all([readAll(earlier, 'earlier'), readAll(later, 'later')]);
  const { step, endMs, horizonSteps, seasonLength } = brief;
  if (!step || endMs === null) throw new Error('no series can be forecast');
  const settings = { ...defaultSettings(step, 1000), horizonSteps, seasonLength };
  const numbers = new Map(after.brief.names.map((name, number) => [name, number]));
  const sums = new Map<
    string,
    {
      series: number;
      points: number;
      error: number;
      naive: number;
      actual: number;
      yhat: number;
      in80: number;
      in95: number;
      /** [series] errors of the forecast and of the naive. */
      each: [number, number][];
    }
  >();
  for (const [number, item] of given.entries()) {
    const other = numbers.get(brief.names[number]);
    if (!item || other === undefined) continue;
    const actuals = laterValues(after.brief, other, step);
    const { yhat, quantiles } = await testItem(item, settings, context);
    const naive = await forecastNaive(item.series, item.lag, horizonSteps, seasonLength);
    for (const status of [item.status, 'all']) {
      const sum = sums.get(status) ?? {
        series: 0,
        points: 0,
        error: 0,
        naive: 0,
        actual: 0,
        yhat: 0,
        in80: 0,
        in95: 0,
        each: [],
      };
      sum.series += 1;
      const [errorBefore, naiveBefore] = [sum.error, sum.naive];
      for (let ahead = 0; ahead < horizonSteps; ahead += 1) {
        const actual = actuals.get(timeAt(endMs, step, ahead + 1));
        if (actual === undefined) continue;
        sum.points += 1;
        sum.error += Math.abs(actual - yhat[ahead]);
        sum.naive += Math.abs(actual - naive[ahead]);
        sum.actual += actual;
        sum.yhat += yhat[ahead];
        sum.in80 += Number(actual >= quantiles[1][ahead] && actual <= quantiles[5][ahead]);
        sum.in95 += Number(actual >= quantiles[0][ahead] && actual <= quantiles[6][ahead]);
      }
      sum.each.push([sum.error - errorBefore, sum.naive - naiveBefore]);
      sums.set(status, sum);
    }
  }
  const rounded = (value: number) => Number(value.toFixed(3));
  return Object.fromEntries(
    [...sums].map(([status, { series, points, error, naive, actual, yhat, in80, in95, each }]) => [
      status,
      {
        series,
        points,
        wape: rounded(error / actual),
        naiveWape: rounded(naive / actual),
        gainPercent: Number((100 * (1 - error / naive)).toFixed(1)),
        ratio95: drawRatios(each).map((ratio) => Number(ratio.toFixed(2))),
        totalRatio: rounded(yhat / actual),
        inside80: rounded(in80 / points),
        inside95: rounded(in95 / points),
      },
    ]),
  );
}

/**
 * Whether the bands of sums hold what they promise: every series forecast from a horizon before its end, its sum then beside what
 * came; and beside the band that adds up the quantiles of the steps.
 */
export async function scoreSums(file: Blob) {
  const { brief, given } = await readAll(file, 'file');
  const { step, horizonSteps, seasonLength } = brief;
  if (!step) throw new Error('no series can be forecast');
  const settings = { ...defaultSettings(step, 1000), horizonSteps, seasonLength };
  let [series, in80, in95, width, addedWidth] = [0, 0, 0, 0, 0];
  for (const item of given) {
    if (!item || item.lag > 0 || item.status !== 'active') continue;
    const { y, filled } = item.series;
    const end = y.length - horizonSteps;
    const before = { ...item.series, y: y.slice(0, end), filled: filled.slice(0, end) };
    const { sumBand, quantiles, test } = await testItem({ series: before, lag: 0 }, settings, context);
    if (!test) continue;
    const actual = y.subarray(end).reduce((sum, value) => sum + value, 0);
    const [low95, low80, high80, high95] = sumBand;
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    series += 1;
    in80 += Number(actual >= low80 && actual <= high80);
    in95 += Number(actual >= low95 && actual <= high95);
    width += high80 - low80;
    addedWidth += total(quantiles[5]) - total(quantiles[1]);
  }
  const share = (count: number) => Number((count / series).toFixed(3));
  return {
    series,
    inside80: share(in80),
    inside95: share(in95),
    widthOverAddedUp: Number((width / addedWidth).toFixed(3)),
  };
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How series of few points are forecast, without a look at the later file: the new ones two steps ahead from five dates of their own past, and
 * every fourth of the long active ones cut to so many points, a horizon ahead from two dates; by quick, by the seasonal naive (for so few points
 * the last value) and by quick moved as the other series together moved at the same time a year before.
 */
export async function scoreShort(file: Blob) {
  const { brief, given } = await readAll(file, 'file');
  const { step, horizonSteps, seasonLength } = brief;
  if (!step) throw new Error('no series can be forecast');
  const settings = { ...defaultSettings(step, 1000), horizonSteps, seasonLength };
  const live = given.flatMap((one) => (one && one.lag === 0 ? [one] : []));
  const sums = new Map<string, { quick: number; moved: number; naive: number; actual: number }>();

  /** @param moves [steps, or fewer] the factors that others moved by */
  async function score(name: string, { series }: Item, from: number, origin: number, steps: number, moves: number[]) {
    const before = {
      ...series,
      covariates: [],
      y: series.y.slice(from, origin),
      filled: series.filled.slice(from, origin),
    };
    const { yhat } = await testItem({ series: before, lag: 0 }, settings, context);
    const sum = sums.get(name) ?? { quick: 0, moved: 0, naive: 0, actual: 0 };
    for (const [ahead, actual] of series.y.subarray(origin, origin + steps).entries()) {
      sum.quick += Math.abs(actual - yhat[ahead]);
      sum.moved += Math.abs(actual - yhat[ahead] * (moves[ahead] ?? 1));
      sum.naive += Math.abs(actual - series.y[origin - 1]);
      sum.actual += actual;
    }
    sums.set(name, sum);
  }

  for (const item of live.filter(({ status }) => status === 'new')) {
    const { length } = item.series.y;
    for (const back of [2, 4, 6, 8, 10]) if (length - back >= 5) await score('new', item, 0, length - back, 2, []);
  }
  const long = live.filter(({ status, series }) => status === 'active' && series.y.length >= 2.5 * seasonLength);
  for (const item of long.filter((_, at) => at % 4 === 0)) {
    const others = long.filter((other) => other !== item).map((other) => other.series.y);
    for (const back of [horizonSteps, 30]) {
      const yearBefore = (y: Float64Array, ahead: number) => y.length - back - seasonLength + ahead;
      const level = others.reduce((sum, y) => sum + meanOf(y.subarray(yearBefore(y, -8), yearBefore(y, 0))), 0);
      const moves = Array.from(
        { length: horizonSteps },
        (_, ahead) => others.reduce((sum, y) => sum + y[yearBefore(y, ahead)], 0) / level,
      );
      const end = item.series.y.length - back;
      for (const points of [8, 16, 26, 40])
        await score(`cut to ${points}`, item, end - points, end, horizonSteps, moves);
    }
  }
  const share = (error: number, actual: number) => Number((error / actual).toFixed(3));
  return Object.fromEntries(
    [...sums].map(([name, { quick, moved, naive, actual }]) => [
      name,
      { wape: share(quick, actual), movedWape: share(moved, actual), naiveWape: share(naive, actual) },
    ]),
  );
}

/** Processor time of one thread, in ms a series that gets a forecast. */
export async function timeItems(file: Blob) {
  const { brief, given } = await readAll(file, 'file');
  const { step, horizonSteps, seasonLength } = brief;
  if (!step) throw new Error('no series can be forecast');
  const settings = { ...defaultSettings(step, 1000), horizonSteps, seasonLength };
  const items = given.flatMap((item) => item ?? []).slice(0, 120);
  const chunkLength = 8;
  const timed = async (kind: 'look' | 'test') => {
    const work = kind === 'look' ? lookAtItem : testItem;
    const workAll = async (some: typeof items) => {
      for (let from = 0; from < some.length; from += chunkLength) {
        // Other arrays each time, so that nothing is remembered.
        const chunk = some.slice(from, from + chunkLength).map((item) => ({
          ...item,
          series: { ...item.series, y: item.series.y.slice() },
        }));
        await prepareItems(chunk, settings, kind, context);
        for (const item of chunk) await work(item, settings, context);
      }
    };
    await workAll(items.slice(0, 20));
    const before = process.cpuUsage();
    await workAll(items);
    const { user, system } = process.cpuUsage(before);
    return Number(((user + system) / 1000 / items.length).toFixed(1));
  };
  return { lookCpuMs: await timed('look'), testCpuMs: await timed('test') };
}

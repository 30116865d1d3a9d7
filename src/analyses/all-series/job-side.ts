/** What forecasting every series does where the jobs are done: a chunk of series after one another, each by itself. */
import { pause } from '../../base/pause.ts';
import { ok } from '../../base/result.ts';
import { measureGain } from '../../evaluation/panel/drivers-worth.ts';
import {
  type Item,
  type ItemForecast,
  lookAtItem,
  prepareItems,
  testItem,
  updateItem,
} from '../../evaluation/panel/forecast-item.ts';
import { itemModels } from '../../evaluation/panel/item-models.ts';
import type { TestRecord } from '../../evaluation/trust.ts';
import { originSpacing } from '../../forecasters/backtest-settings.ts';
import { FitCancelled } from '../../forecasters/forecaster.ts';
import { isIntermittent } from '../../series/traits.ts';
import { sumSpan, sumYearBefore } from '../../series/year-steps.ts';
import type { JobContext, JobSide } from '../analysis.ts';
import type { AllAnswer, AllNeed, GivenSeries } from './inputs.ts';
import { bitsOfDrivers } from './jobs/driver-bits.ts';
import {
  type AllJob,
  type AllPart,
  type DriversJob,
  type DriversPart,
  emptyColumns,
  modelAt,
  type SeriesJob,
  type SeriesPart,
  testDates,
  type UpdateJob,
} from './jobs/job.ts';
import { runReconcile } from './jobs/reconcile-job.ts';
import { flagSeries, type SeriesFacts, shortcomings, trustSeries, trusts } from './judge-series.ts';

const untested: TestRecord = {
  miss: Number.NaN,
  ratio: Number.NaN,
  origins: 0,
  signal: Number.NaN,
  lean: Number.NaN,
  lastOutside: false,
  doubt: null,
};

function factsOf(
  given: GivenSeries,
  { sum, sumBand, test }: ItemForecast,
  lastYear: number,
  job: SeriesJob | UpdateJob,
): SeriesFacts {
  const { y } = given.series;
  const { yearSteps, settings } = job;
  const { horizonSteps } = settings;
  const [, sumLow, sumHigh] = sumBand;
  const from = y.length - horizonSteps;
  return {
    status: given.status,
    isIntermittent: isIntermittent(y),
    hasForecast: true,
    ...(test ?? untested),
    sum,
    sumLow,
    sumHigh,
    lastYear,
    recent: sumSpan(y, from, horizonSteps),
    before: sumSpan(y, from - horizonSteps, horizonSteps),
    yearBefore: yearSteps === null ? Number.NaN : sumSpan(y, from - yearSteps, horizonSteps),
  };
}

/** Places of the errors of a test: what was forecast from the same date stands in the same place for all series. */
function writeErrors(
  part: SeriesPart,
  at: number,
  given: Item,
  forecast: ItemForecast,
  { settings: { horizonSteps }, since = 0 }: SeriesJob | UpdateJob,
): void {
  const { test } = forecast;
  if (!test) return;
  const end = given.series.y.length + given.lag - since;
  const first = end - horizonSteps - (testDates - 1) * originSpacing(horizonSteps);
  for (const [which, path] of test.errors.entries()) {
    const place = Math.round((test.from[which] - first) / originSpacing(horizonSteps));
    // A long series is tested from earlier dates too.
    if (place >= 0) part.errors.set(path, (at * testDates + place) * horizonSteps);
  }
}

function write(
  part: SeriesPart,
  at: number,
  given: GivenSeries,
  forecast: ItemForecast,
  job: SeriesJob | UpdateJob,
): void {
  const { horizonSteps } = job.settings;
  const { yhat, quantiles, sumBand, test } = forecast;
  const lastYear = sumYearBefore(given.series.y, given.lag, job.yearSteps, horizonSteps);
  const facts = factsOf(given, forecast, lastYear, job);
  const per = job.isLevel ? 1 / horizonSteps : 1;
  part.model[at] = itemModels.indexOf(forecast.model);
  part.drivers[at] = bitsOfDrivers(forecast.drivers, job.beside);
  part.mean.set(yhat, at * horizonSteps);
  const last = quantiles.length - 1;
  part.low95.set(quantiles[0], at * horizonSteps);
  part.low80.set(quantiles[1], at * horizonSteps);
  part.high80.set(quantiles[last - 1], at * horizonSteps);
  part.high95.set(quantiles[last], at * horizonSteps);
  part.sum[at] = forecast.sum * per;
  const [low95, low80, high80, high95] = sumBand;
  part.sumLow95[at] = low95 * per;
  part.sumLow80[at] = low80 * per;
  part.sumHigh80[at] = high80 * per;
  part.sumHigh95[at] = high95 * per;
  part.lastYear[at] = lastYear * per;
  if (test) {
    part.miss[at] = test.miss;
    part.naiveMiss[at] = test.naiveMiss;
    part.signal[at] = test.signal;
    part.lean[at] = test.lean;
    part.origins[at] = test.origins;
  }
  const isTested = job.kind === 'test';
  const { trust, why } = isTested ? trustSeries(facts) : ({ trust: 'none', why: null } as const);
  part.trust[at] = trusts.indexOf(trust);
  part.why[at] = shortcomings.indexOf(why);
  part.flags[at] = flagSeries(facts, isTested);
  part.since[at] = job.since ?? 0;
  writeErrors(part, at, given, forecast, job);
}

/** Errors of a test that was made before, an origin each, and how many horizons they span. */
function knownErrors({ errors, origins, settings: { horizonSteps } }: UpdateJob, at: number) {
  const paths = Array.from({ length: testDates }, (_, date) => {
    const from = (at * testDates + date) * horizonSteps;
    return Float64Array.from(errors.subarray(from, from + horizonSteps));
  });
  const count = origins[at] ?? 0;
  const horizons = count === 0 ? 0 : 1 + ((count - 1) * originSpacing(horizonSteps)) / horizonSteps;
  return { errors: paths.filter((path) => path.some(Number.isFinite)), horizons };
}

function forecastOne(job: SeriesJob | UpdateJob, at: number, item: GivenSeries, context: { signal: AbortSignal }) {
  if (job.kind === 'look') return lookAtItem(item, job.settings, context);
  const model = job.kind === 'update' ? modelAt(job.models[at] as number) : null;
  if (job.kind === 'update' && model) return updateItem(item, model, knownErrors(job, at), job.settings, context);
  return testItem(job.since ? { ...item, since: job.since } : item, job.settings, context);
}

/** A series with those alone of its columns that are to be tried. */
function keepBeside(given: GivenSeries, beside: readonly string[]): GivenSeries {
  const { series } = given;
  const covariates = series.covariates?.filter(({ name }) => beside.includes(name)) ?? [];
  return { ...given, series: { ...series, covariates } };
}

async function tryDrivers(
  { numbers, settings }: DriversJob,
  { signal, need }: Pick<JobContext<AllNeed, AllAnswer>, 'signal' | 'need'>,
): Promise<DriversPart> {
  const given = await need({ kind: 'series', numbers, withBeside: true });
  const gains = new Float64Array(numbers.length).fill(Number.NaN);
  for (const [at, item] of given.entries()) {
    await pause();
    if (signal.aborted) break;
    // A series that it fails on says nothing of the others.
    if (item) gains[at] = await measureGain(item, settings).catch(() => Number.NaN);
  }
  return { kind: 'drivers', gains };
}

export const jobSide: JobSide<AllJob, AllPart, AllNeed, AllAnswer> = {
  async run(job, { signal, need }) {
    if (job.kind === 'reconcile') return ok(runReconcile(job));
    if (job.kind === 'drivers') return ok(await tryDrivers(job, { signal, need }));
    const { numbers, totals } = job;
    const withBeside = job.kind !== 'look' && job.beside.length > 0;
    const asked = await need(totals ? { kind: 'totals', numbers, totals } : { kind: 'series', numbers, withBeside });
    const given = withBeside ? asked.map((one) => one && keepBeside(one, job.beside)) : asked;
    const columns = emptyColumns(numbers.length, job.settings.horizonSteps);
    const part: SeriesPart = { kind: job.kind === 'look' ? 'look' : 'test', numbers, failures: [], ...columns };
    try {
      const items = given.filter((one) => one !== null);
      await prepareItems(items, job.settings, job.kind, { signal });
    } catch (error) {
      if (error instanceof FitCancelled) return ok(part);
    }
    for (const [at, one] of given.entries()) {
      if (!one) continue;
      await pause();
      // What is done is kept; the rest of the chunk is as if it had not been asked for.
      if (signal.aborted) break;
      try {
        write(part, at, one, await forecastOne(job, at, one, { signal }), job);
      } catch (error) {
        if (error instanceof FitCancelled) break;
        part.failures.push({ number: job.numbers[at], message: String(error) });
      }
    }
    return ok(part);
  },
};

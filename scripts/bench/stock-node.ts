/** Orders for a file in Node: what they cost the processor, and what their way of ordering comes to on the demand that came. */
import process from 'node:process';
import { jobSide as allJobSide } from '../../src/analyses/all-series/job-side.ts';
import type { SeriesPart } from '../../src/analyses/all-series/jobs/job.ts';
import { offerOf } from '../../src/analyses/all-series/state/offer.ts';
import { planRun } from '../../src/analyses/all-series/state/plan-run.ts';
import { addPart, createResults } from '../../src/analyses/all-series/state/results.ts';
import { tableSide as allTableSide } from '../../src/analyses/all-series/table-side.ts';
import { jobSide } from '../../src/analyses/stock/job-side.ts';
import type { CurvePart, OrdersPart, ReplayPart, ReplayTotals, StockJob } from '../../src/analyses/stock/jobs/job.ts';
import {
  classesOf,
  giveItems,
  itemsWithForecast,
  planJobs,
  policyOf,
} from '../../src/analyses/stock/state/plan-jobs.ts';
import { resolveItems } from '../../src/analyses/stock/state/resolve-items.ts';
import { type StockSettings, usualSettings } from '../../src/analyses/stock/state/stock-settings.ts';
import { tableSide } from '../../src/analyses/stock/table-side.ts';
import { guessPanel } from '../../src/series/guess-panel.ts';
import { usualRules } from '../../src/series/panel.ts';
import { indexPanel } from '../../src/series/panel-index.ts';
import type { AllSeriesOffer } from '../../src/session/offers.ts';
import type { Candidate } from '../../src/session/shown.ts';
import { readTable } from '../../src/table/read-table.ts';

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';

const task = { signal: new AbortController().signal, report: () => {} };

async function timed<Output>(work: () => Promise<Output>): Promise<[Output, number]> {
  const before = process.cpuUsage();
  const output = await work();
  const { user, system } = process.cpuUsage(before);
  return [output, (user + system) / 1e6];
}

function must<Value, Problem extends { code: string }>(
  result: { ok: true; value: Value } | { ok: false; problem: Problem },
): Value {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** Forecasts of all series as the page makes them. @param isTested also from past dates, without which there is nothing to replay */
export async function forecastAll(blob: Blob, name: string, isTested = true) {
  const table = must(await readTable(blob, name));
  const choice = guessPanel(table);
  const held = { table, panelOf: () => indexPanel(table, choice) };
  const all = must(await allTableSide.prepare(held, { choice, rules: usualRules }, task));
  const file = all.brief.value;
  const stock = must(await tableSide.prepare(held, { kind: 'file', choice }, task)).brief.value;
  const results = createResults(file, file.horizonSteps);
  const { jobs } = planRun(file, results, [...file.names.keys()]);
  const [, seconds] = await timed(async () => {
    for (const { job } of jobs) {
      if (!isTested && job.kind === 'test') continue;
      const need = async (asked: Parameters<typeof allTableSide.give>[1]) =>
        (await allTableSide.give(all.input, asked, task)).value;
      const part = must(
        await allJobSide.run(job, { ...task, need } as unknown as Parameters<typeof allJobSide.run>[1]),
      );
      addPart(results, part as SeriesPart);
    }
  });
  const nothing = {
    run: { state: 'idle' as const },
    problem: null,
    start: async () => {},
    cancel() {},
    setHorizon() {},
  };
  const offer = offerOf({} as Candidate, { known: { file, results }, ...nothing });
  if (!offer) throw new Error(`${name}: nothing was forecast`);
  return { offer, stock, seconds };
}

type Made = Awaited<ReturnType<typeof forecastAll>>;

async function run<Part>(job: StockJob): Promise<Part> {
  return must(await jobSide.run(job, task as unknown as Parameters<typeof jobSide.run>[1])) as Part;
}

function sumTotals(parts: readonly ReplayPart[], way: keyof ReplayPart['totals']): ReplayTotals {
  const sum = { ...parts[0].totals[way] };
  for (const { totals } of parts.slice(1)) {
    for (const key of Object.keys(sum) as (keyof ReplayTotals)[]) sum[key] += totals[way][key];
  }
  return sum;
}

/** Times in seconds of the processor; fill rates as shares; stock in money. */
export async function measureStock({ offer, stock }: Made, change: Partial<StockSettings> = {}) {
  const settings = { ...usualSettings, ...change };
  const numbers = itemsWithForecast(offer);
  const [given, prepareSeconds] = await timed(async () => {
    const resolved = resolveItems(offer, settings, stock, null);
    const classes = classesOf(offer, resolved);
    const give = (some: readonly number[]) => giveItems(offer, resolved, settings, classes, some);
    const policy = policyOf(settings, resolved.stepDays);
    return { give, policy, jobs: planJobs('orders', numbers, give, policy) };
  });
  const [orders, orderSeconds] = await timed(async () => {
    const parts: OrdersPart[] = [];
    for (const { job } of given.jobs) parts.push(await run<OrdersPart>(job));
    return parts;
  });
  const toOrder = orders.reduce((sum, { order }) => sum + order.filter((units) => units > 0).length, 0);
  return { given, numbers, items: numbers.length, toOrder, prepareSeconds, orderSeconds };
}

export async function measureCurve({ given, numbers }: Awaited<ReturnType<typeof measureStock>>) {
  const [curve, curveSeconds] = await timed(() =>
    run<CurvePart>({ kind: 'curve', items: given.give(numbers), policy: given.policy }),
  );
  return { curveItems: curve.items, curveSeconds, today: curve.today, asked: curve.asked };
}

export async function measureReplay({ given, numbers }: Awaited<ReturnType<typeof measureStock>>) {
  const [parts, replaySeconds] = await timed(async () => {
    const made: ReplayPart[] = [];
    for (const { job } of planJobs('replay', numbers, given.give, given.policy)) made.push(await run<ReplayPart>(job));
    return made;
  });
  const ways = (['paths', 'normal', 'last-sold'] as const).map((way) => {
    const sum = sumTotals(parts, way);
    const { asked, met, askedSeldom, metSeldom, stock, stockSeldom, lost, cost, orders } = sum;
    const often = { fill: (met - metSeldom) / (asked - askedSeldom), stock: stock - stockSeldom };
    return [
      way,
      {
        fill: met / asked,
        stock,
        seldom: { fill: metSeldom / askedSeldom, stock: stockSeldom },
        often,
        lost,
        cost,
        orders,
      },
    ] as const;
  });
  const count = (key: 'items' | 'seldom') => parts.reduce((sum, part) => sum + part[key], 0);
  return { replayed: count('items'), seldom: count('seldom'), replaySeconds, ...Object.fromEntries(ways) };
}

/** Targets that are replayed, so that ways of ordering can be set beside each other where they meet as much. */
const shares = [0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995];

type Reached = { fill: number; stock: number };

/** Stock at a share met, between the two targets around it; null beyond them. */
function stockAt(reached: readonly Reached[], fill: number): number | null {
  const sorted = reached.toSorted((one, other) => one.fill - other.fill);
  const at = sorted.findIndex((one) => one.fill >= fill);
  if (at < 1) return null;
  const [low, high] = [sorted[at - 1], sorted[at]];
  return low.stock + ((fill - low.fill) / (high.fill - low.fill)) * (high.stock - low.stock);
}

/** Stock that the paths and the normal formula need to meet the same shares, of all items and of those often zero, on the demand that came. */
export async function compareAtSameFill(made: Made, fills: readonly number[]) {
  type Replayed = Record<'paths' | 'normal', Reached & { seldom: Reached }>;
  const replays: Replayed[] = [];
  for (const share of shares) {
    const measured = await measureStock(made, { shares: { a: share, b: share, c: share } });
    replays.push((await measureReplay(measured)) as unknown as Replayed);
  }
  const need = (way: keyof Replayed, fill: number) => ({
    all: stockAt(
      replays.map((one) => one[way]),
      fill,
    ),
    seldom: stockAt(
      replays.map((one) => one[way].seldom),
      fill,
    ),
  });
  return fills.map((fill) => ({ fill, paths: need('paths', fill), normal: need('normal', fill) }));
}

/** A file of so many items as long as the retailer's, by repeating its series under other names. */
export function repeatItems({ offer, stock, seconds }: Made, count: number): Made {
  const { names, horizonSteps, datesBeforeEnd, starts, history } = offer;
  const from = Array.from({ length: count }, (_, number) => number % names.length);
  const spread = <Values extends Float64Array | Float32Array | Int32Array | Uint8Array>(
    values: Values,
    width = 1,
  ): Values => {
    const copy = new (values.constructor as new (length: number) => Values)(count * width);
    for (const [at, number] of from.entries())
      copy.set(values.subarray(number * width, (number + 1) * width), at * width);
    return copy;
  };
  const own = new Float64Array(count + 1);
  for (const [at, number] of from.entries()) own[at + 1] = own[at] + starts[number + 1] - starts[number];
  const packed = new Float64Array(own[count]);
  for (const [at, number] of from.entries()) packed.set(history.subarray(starts[number], starts[number + 1]), own[at]);
  const larger: AllSeriesOffer = {
    ...offer,
    names: from.map((number, at) => `${names[number]} ${at}`),
    statuses: from.map((number) => offer.statuses[number]),
    isForecast: from.map((number) => offer.isForecast[number]),
    history: packed,
    starts: own,
    lags: spread(offer.lags),
    isWhole: spread(offer.isWhole),
    stage: spread(offer.stage),
    worth: offer.worth && { ...offer.worth, perUnit: spread(offer.worth.perUnit) },
    mean: spread(offer.mean, horizonSteps),
    low80: spread(offer.low80, horizonSteps),
    high80: spread(offer.high80, horizonSteps),
    low95: spread(offer.low95, horizonSteps),
    high95: spread(offer.high95, horizonSteps),
    errors: spread(offer.errors, horizonSteps * datesBeforeEnd.length),
  };
  const values = stock.values.map(({ column, values: each }) => ({ column, values: spread(each) }));
  return { offer: larger, stock: { ...stock, rowCount: count, values }, seconds };
}

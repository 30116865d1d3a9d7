/** What making forecasts add up costs, and what it gains on a panel of which the truth is known. */
import { createRandom, drawNormal } from '../../src/base/random.ts';
import { createForecaster } from '../../src/evaluation/create-forecaster.ts';
import { makeSheets } from '../../src/export/forecast-book.ts';
import { writeXlsx } from '../../src/export/xlsx/write-xlsx.ts';
import { defaultSettings } from '../../src/forecasters/settings.ts';
import { measureSpread, reconcileErrors } from '../../src/planning/coherent-spread.ts';
import { buildHierarchy, type Hierarchy, type LeafColumn, sumUp } from '../../src/planning/hierarchy.ts';
import type { NodeErrors } from '../../src/planning/node-errors.ts';
import { createReconciler, type ReconcileMethod, reconcile } from '../../src/planning/reconcile.ts';
import { widenErrors } from '../../src/planning/widen-errors.ts';

function columnOf(name: string, leaves: number, codeOf: (leaf: number) => number): LeafColumn {
  const codes = Int32Array.from({ length: leaves }, (_, leaf) => codeOf(leaf));
  const count = codes.reduce((most, code) => Math.max(most, code), 0) + 1;
  return { name, codes, labels: Array.from({ length: count }, (_, at) => `${name} ${at}`) };
}

export type TotalsTimes = { reconcileMs: number; spreadMs: number; megabytes: number; incoherence: number };

/** 5,000 leaves in 200 groups under a total, with errors of 104 times, reconciled for 13 steps. */
export function timeTotals(leaves = 5000, groups = 200, times = 104, horizon = 13): TotalsTimes {
  const hierarchy = buildHierarchy(
    [columnOf('group', leaves, (leaf) => leaf % groups)],
    [{ columns: [] }, { columns: [0] }],
    leaves,
  );
  const nodes = hierarchy.totals + leaves;
  const random = createRandom(1);
  const origins = times / horizon;
  const values = Float64Array.from({ length: nodes * times }, () => drawNormal(random));
  const errors: NodeErrors = { nodes, origins, horizon, values };
  const base = Float64Array.from({ length: nodes * horizon }, () => 100 * random());
  const before = process.resourceUsage().maxRSS;
  const startMs = performance.now();
  const made = reconcile(hierarchy, base, { method: 'mint', errors, nonNegative: true });
  const reconciledMs = performance.now();
  const { project } = createReconciler(hierarchy, { method: 'mint', errors });
  const coherent = reconcileErrors(errors, project);
  if (!coherent) throw new Error('no errors');
  const widths = new Float64Array(nodes).fill(3);
  measureSpread(hierarchy, made.values, widenErrors(hierarchy, coherent, widths), {
    levels: [80, 95],
    seed: 1,
    nonNegative: true,
  });
  return {
    reconcileMs: reconciledMs - startMs,
    spreadMs: performance.now() - reconciledMs,
    megabytes: (process.resourceUsage().maxRSS - before) / 1024,
    incoherence: incoherence(hierarchy, made.values, horizon),
  };
}

function incoherence({ totals, starts, members }: Hierarchy, values: Float64Array, horizon: number): number {
  let worst = 0;
  for (let total = 0; total < totals; total++) {
    for (let step = 0; step < horizon; step++) {
      let sum = 0;
      for (let at = starts[total]; at < starts[total + 1]; at++) sum += values[(totals + members[at]) * horizon + step];
      worst = Math.max(worst, Math.abs(sum / values[total * horizon + step] - 1));
    }
  }
  return worst;
}

const stores = 5;
const articles = 12;
const kinds = 4;
const points = 108;
const firstOrigin = 60;
/** Origins by which the covariance is learnt, several numbers of them. */
const learnt = [4, 8, 12, 24, 36];
const judgedFrom = firstOrigin + 36;

/** Root mean squared errors against the mean that each node was drawn about, by level and way of reconciling. */
export type KnownTruth = Record<string, Record<string, number>>;

/**
 * Months of stores that sell articles of a few kinds: a size and a season for each article, a slow walk for each kind, noise for each
 * series. All nodes are forecast by themselves with one model, a month ahead, from every origin.
 */
export async function measureKnownTruth(model: 'ets' | 'theta', seed: number): Promise<KnownTruth> {
  const random = createRandom(seed, 9);
  const leaves = stores * articles;
  const kindOf = (leaf: number) => (leaf % articles) % kinds;
  const columns = [
    columnOf('store', leaves, (leaf) => Math.floor(leaf / articles)),
    columnOf('kind', leaves, kindOf),
    columnOf('article', leaves, (leaf) => leaf % articles),
  ];
  const levels = [{ columns: [] }, { columns: [1] }, { columns: [0] }, { columns: [2] }, { columns: [0, 1] }];
  const hierarchy = buildHierarchy(columns, levels, leaves);
  const nodes = hierarchy.totals + leaves;
  const walks = Array.from({ length: kinds }, () => {
    let at = 0;
    return Float64Array.from({ length: points }, () => (at += 0.04 * drawNormal(random)));
  });
  const [means, actual] = [new Float64Array(nodes * points), new Float64Array(nodes * points)];
  for (let leaf = 0; leaf < leaves; leaf++) {
    const size = 5 + 60 * random() ** 2;
    const phase = 2 * Math.PI * ((leaf % articles) / articles);
    for (let time = 0; time < points; time++) {
      const season = 1 + 0.3 * Math.sin((2 * Math.PI * time) / 12 + phase);
      const mean = size * season * Math.exp(walks[kindOf(leaf)][time]);
      const place = (hierarchy.totals + leaf) * points + time;
      means[place] = mean;
      actual[place] = Math.max(0, mean + Math.sqrt(4 * mean) * drawNormal(random));
    }
  }
  for (const values of [means, actual]) sumOverTime(hierarchy, values);
  const origins = points - firstOrigin;
  const forecasts = new Float64Array(nodes * origins);
  const settings = { ...defaultSettings({ unit: 'month', every: 1 }, points), horizonSteps: 1, seasonLength: 12 };
  const context = { signal: new AbortController().signal };
  for (let node = 0; node < nodes; node++) {
    for (let origin = 0; origin < origins; origin++) {
      const history = actual.slice(node * points, node * points + firstOrigin + origin);
      const fitted = await createForecaster(model, settings).fit(
        { histories: [history], validationSteps: 0, epochs: null },
        context,
      );
      const [{ yhat }] = await fitted.forecast([history], 0);
      forecasts[node * origins + origin] = yhat[0];
      fitted.dispose();
    }
  }
  const names = ['total', 'kind', 'store', 'article', 'store x kind', 'series'];
  const found: KnownTruth = Object.fromEntries(names.map((name) => [name, {}]));
  const measure = (way: string, method: ReconcileMethod | null, times: number) => {
    const squares = names.map(() => ({ sum: 0, count: 0 }));
    for (let time = judgedFrom; time < points; time++) {
      const at = time - firstOrigin;
      const from = at - times;
      const errors: NodeErrors = { nodes, origins: times, horizon: 1, values: new Float64Array(nodes * times) };
      for (let node = 0; node < nodes; node++) {
        for (let each = 0; each < times; each++) {
          errors.values[node * times + each] =
            actual[node * points + firstOrigin + from + each] - forecasts[node * origins + from + each];
        }
      }
      const base = Float64Array.from({ length: nodes }, (_, node) => forecasts[node * origins + at]);
      const values = method ? createReconciler(hierarchy, { method, errors }).project(base) : base;
      for (let node = 0; node < nodes; node++) {
        const level = node < hierarchy.totals ? hierarchy.levelOf[node] : names.length - 1;
        squares[level].sum += (means[node * points + time] - values[node]) ** 2;
        squares[level].count++;
      }
    }
    for (const [level, { sum, count }] of squares.entries()) found[names[level]][way] = Math.sqrt(sum / count);
  };
  measure('alone', null, 0);
  measure('bottom-up', 'bottom-up', 0);
  measure('top-down', 'top-down', 0);
  measure('structural', 'structural', 0);
  for (const times of learnt) measure(`mint ${times}`, 'mint', times);
  return found;
}

function sumOverTime(hierarchy: Hierarchy, values: Float64Array): void {
  const column = new Float64Array(hierarchy.totals + hierarchy.leaves);
  for (let time = 0; time < points; time++) {
    for (let node = 0; node < column.length; node++) column[node] = values[node * points + time];
    sumUp(hierarchy, column);
    for (let node = 0; node < column.length; node++) values[node * points + time] = column[node];
  }
}

/** A workbook of many series of weeks: seconds, megabytes of the file and of memory beside the data. */
export async function timeWorkbook(count: number, length: number, horizon = 13) {
  const random = createRandom(3);
  const series = Array.from({ length: count }, (_, at) => {
    const y = Float64Array.from({ length }, () => Math.round(40 * random()));
    const forecast = Float64Array.from({ length: horizon }, () => 20 + random());
    const bounds = (level: number, width: number) => ({
      level,
      low: forecast.map((value) => value - width),
      high: forecast.map((value) => value + width),
    });
    return {
      uniqueId: `Store ${at % 12} · Article ${Math.floor(at / 12)}`,
      level: null,
      groups: [`Store ${at % 12}`, `Group ${at % 40}`],
      history: {
        uniqueId: `${at}`,
        step: { unit: 'week', every: 1 } as const,
        firstMs: Date.UTC(2023, 0, 2),
        y,
        filled: new Uint8Array(length),
      },
      forecast,
      intervals: [bounds(80, 5), bounds(95, 9)],
      sumInterval: { low: 200, high: 300 },
      plan: null,
      lastYear: 250,
      model: 'Theta',
      status: 'active',
      trust: 'good',
      flags: [],
      problem: null,
      errors: null,
    };
  });
  const book = { groups: ['Store', 'Group'], series, gains: [], isMean: false, settings: [] };
  const before = process.resourceUsage().maxRSS;
  const startMs = performance.now();
  const blob = await writeXlsx(
    'bench',
    makeSheets(book, (key) => key),
  );
  return {
    seconds: (performance.now() - startMs) / 1000,
    fileMegabytes: blob.size / 1e6,
    megabytes: (process.resourceUsage().maxRSS - before) / 1024,
  };
}

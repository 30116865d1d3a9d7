/** A panel of which is known what comes: stores that sell articles of a few groups, with seasons shared within groups. */
import { createRandom, drawNormal } from '../../base/random.ts';
import { buildHierarchy, type Hierarchy, type LeafColumn, type Level, sumUp } from '../hierarchy.ts';
import type { NodeErrors } from '../node-errors.ts';

export function columnOf(name: string, codes: readonly number[]): LeafColumn {
  const count = codes.length === 0 ? 0 : Math.max(...codes) + 1;
  return { name, codes: Int32Array.from(codes), labels: Array.from({ length: count }, (_, at) => `${name} ${at}`) };
}

/** @returns a hierarchy of `groups` groups of leaves under one total */
export function nestedHierarchy(leaves: number, groups: number): Hierarchy {
  const column = columnOf(
    'group',
    Array.from({ length: leaves }, (_, leaf) => leaf % groups),
  );
  return buildHierarchy([column], [{ columns: [] }, { columns: [0] }], leaves);
}

export type MadePanel = {
  hierarchy: Hierarchy;
  /** [nodes, times] */
  values: Float64Array;
  times: number;
};

/**
 * Leaves of random level with a season of 12 and a slow walk that their group shares, and noise of their own.
 *
 * @param stores and `articles`: a leaf each of them together; articles are of a third as many groups
 */
export function makePanel(stores: number, articles: number, times: number, seed: number): MadePanel {
  const random = createRandom(seed, 5);
  const leaves = stores * articles;
  const groups = Math.max(2, Math.floor(articles / 3));
  const [store, article] = [
    Array.from({ length: leaves }, (_, leaf) => Math.floor(leaf / articles)),
    Array.from({ length: leaves }, (_, leaf) => leaf % articles),
  ];
  const group = article.map((one) => one % groups);
  const columns = [columnOf('store', store), columnOf('group', group), columnOf('article', article)];
  const levels: Level[] = [{ columns: [] }, { columns: [0] }, { columns: [1] }, { columns: [2] }, { columns: [0, 1] }];
  const hierarchy = buildHierarchy(columns, levels, leaves);
  const walks = Array.from({ length: groups }, () => {
    let at = 0;
    return Float64Array.from({ length: times }, () => (at += 0.05 * drawNormal(random)));
  });
  const values = new Float64Array((hierarchy.totals + leaves) * times);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const size = 5 + 40 * random() ** 2;
    const phase = (2 * Math.PI * group[leaf]) / groups;
    for (let time = 0; time < times; time++) {
      const season = 1 + 0.3 * Math.sin((2 * Math.PI * time) / 12 + phase);
      const mean = size * season * Math.exp(walks[group[leaf]][time]);
      values[(hierarchy.totals + leaf) * times + time] = Math.max(0, mean + Math.sqrt(3 * mean) * drawNormal(random));
    }
  }
  const column = new Float64Array(hierarchy.totals + leaves);
  for (let time = 0; time < times; time++) {
    for (let node = 0; node < column.length; node++) column[node] = values[node * times + time];
    sumUp(hierarchy, column);
    for (let node = 0; node < column.length; node++) values[node * times + time] = column[node];
  }
  return { hierarchy, values, times };
}

/** Forecasts of every node by the mean of the last two seasons' points and the last ones, from each origin. */
export function forecastPlainly(
  { hierarchy, values, times }: MadePanel,
  origins: readonly number[],
  horizon: number,
): { errors: NodeErrors; actual: Float64Array; forecast: (origin: number) => Float64Array } {
  const nodes = hierarchy.totals + hierarchy.leaves;
  const errors: NodeErrors = { nodes, origins: origins.length, horizon, values: new Float64Array(nodes * origins.length * horizon) };
  const actual = new Float64Array(errors.values.length);
  const forecastAt = (node: number, origin: number, step: number) => {
    const y = (time: number) => values[node * times + time];
    const mean = (from: number) => {
      let sum = 0;
      for (let time = from; time < from + 6; time++) sum += y(time);
      return sum / 6;
    };
    const season = [12, 24].map((back) => {
      const at = origin + step - back;
      return at < origin && at - 3 >= 0 && mean(at - 3) > 0 ? y(at) / mean(at - 3) : 1;
    });
    return (mean(origin - 6) * (season[0] + season[1])) / 2;
  };
  for (let node = 0; node < nodes; node++) {
    for (const [at, origin] of origins.entries()) {
      for (let step = 0; step < horizon; step++) {
        const place = node * origins.length * horizon + at * horizon + step;
        const isKnown = origin + step < times;
        actual[place] = isKnown ? values[node * times + origin + step] : Number.NaN;
        errors.values[place] = actual[place] - forecastAt(node, origin, step);
      }
    }
  }
  const forecast = (origin: number) =>
    Float64Array.from({ length: nodes * horizon }, (_, at) => forecastAt(Math.floor(at / horizon), origin, at % horizon));
  return { errors, actual, forecast };
}

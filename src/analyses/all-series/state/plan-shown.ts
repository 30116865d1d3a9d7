/** What is planned of the list shown: the model's forecasts, what planners have set, and what follows from that above and below it. */
import { sumUp } from '../../../planning/hierarchy.ts';
import { applyOverrides, type Override, spreadOverride } from '../../../planning/overrides.ts';
import type { FileBrief } from '../inputs.ts';
import type { AddedUp } from './levels.ts';
import type { FileResults } from './results.ts';

/** What a planner set for a series, or for a total: names of totals may be those of series, or of totals by other columns. */
export type SetNumber = Override & { totalsBy: readonly string[] | null };

export type ShownPlan = {
  /** [series, horizon] */
  planned: Float64Array;
  /** [series] the sum of the steps; their mean where that is what matters. */
  sums: Float64Array;
  /** [series] 1 where it is not the model's. */
  isChanged: Uint8Array;
};

/** Whether a number was set for one of this list. */
export function isOf({ totalsBy }: SetNumber, file: FileBrief): boolean {
  return JSON.stringify(totalsBy) === JSON.stringify(file.totalsBy);
}

/** Numbers set for each of a list, by its number. */
function overridesOf(file: FileBrief, overrides: readonly SetNumber[]): Map<number, SetNumber[]> {
  const numbers = new Map(file.names.map((name, number) => [name, number]));
  const found = new Map<number, SetNumber[]>();
  for (const one of overrides) {
    const number = isOf(one, file) ? numbers.get(one.uniqueId) : undefined;
    if (number !== undefined) found.set(number, [...(found.get(number) ?? []), one]);
  }
  return found;
}

/**
 * Every number set, the one made last upon those before it: for a total it is handed down to its series in the shares of their forecasts, and
 * whatever changes is added up on every level.
 *
 * @returns [nodes, horizon]
 */
function planNodes(leafFile: FileBrief, { totals, files, reconciled }: AddedUp, overrides: readonly SetNumber[]) {
  const { hierarchy, plan } = totals;
  const horizon = reconciled.mean.length / (hierarchy.totals + hierarchy.leaves);
  const values = reconciled.mean.slice();
  const column = new Float64Array(hierarchy.totals + hierarchy.leaves);
  const set: { node: number; own: SetNumber[] }[] = [];
  let first = 0;
  for (const { file } of files) {
    for (const [number, own] of overridesOf(file, overrides)) set.push({ node: first + number, own });
    first += file.names.length;
  }
  for (const [number, own] of overridesOf(leafFile, overrides)) {
    const leaf = plan.leaves.indexOf(number);
    if (leaf >= 0) set.push({ node: hierarchy.totals + leaf, own });
  }
  const madeLast = (own: readonly SetNumber[]) => Math.max(...own.map(({ madeMs }) => madeMs));
  for (const { node, own } of set.sort((a, b) => madeLast(a.own) - madeLast(b.own))) {
    const made = applyOverrides(reconciled.mean.slice(node * horizon, (node + 1) * horizon), own);
    if (node < hierarchy.totals) {
      spreadOverride(hierarchy, values, node, made);
      continue;
    }
    for (let step = 0; step < horizon; step++) {
      if (!made.isSet[step]) continue;
      values[node * horizon + step] = made.planned[step];
      for (let at = 0; at < column.length; at++) column[at] = values[at * horizon + step];
      sumUp(hierarchy, column);
      for (let at = 0; at < column.length; at++) values[at * horizon + step] = column[at];
    }
  }
  return values;
}

/**
 * @param file what is shown, with its results: the series, or totals that have been made to add up
 * @returns null where nobody has set anything
 */
export function planShown(
  { file, results }: FileResults,
  leafFile: FileBrief,
  addedUp: AddedUp | null,
  overrides: readonly SetNumber[],
): ShownPlan | null {
  if (overrides.length === 0) return null;
  const { horizonSteps } = results;
  const planned = results.mean.slice();
  if (addedUp) {
    const values = planNodes(leafFile, addedUp, overrides);
    const level = addedUp.files.findIndex((one) => one.file === file);
    const { hierarchy, plan } = addedUp.totals;
    const first = addedUp.files.slice(0, Math.max(0, level)).reduce((sum, one) => sum + one.file.names.length, 0);
    const numbers = level < 0 ? plan.leaves : [...file.names.keys()];
    for (const [at, number] of numbers.entries()) {
      if (Number.isNaN(results.sum[number])) continue;
      const node = level < 0 ? hierarchy.totals + at : first + at;
      planned.set(values.subarray(node * horizonSteps, (node + 1) * horizonSteps), number * horizonSteps);
    }
  } else {
    for (const [number, own] of overridesOf(file, overrides)) {
      const model = results.mean.slice(number * horizonSteps, (number + 1) * horizonSteps);
      planned.set(applyOverrides(model, own).planned, number * horizonSteps);
    }
  }
  const sums = results.sum.slice();
  const isChanged = new Uint8Array(sums.length);
  for (let number = 0; number < sums.length; number++) {
    if (Number.isNaN(sums[number])) continue;
    let sum = 0;
    for (let at = number * horizonSteps; at < (number + 1) * horizonSteps; at++) {
      sum += planned[at];
      if (Math.abs(planned[at] - results.mean[at]) > 1e-9 * Math.abs(results.mean[at])) isChanged[number] = 1;
    }
    if (isChanged[number]) sums[number] = file.isLevel ? sum / horizonSteps : sum;
  }
  return { planned, sums, isChanged };
}

/** Totals of a file, each level of them as if it were a file of its own, and everything made to add up. */
import { buildHierarchy, type Hierarchy, type Level } from '../../../planning/hierarchy.ts';
import { type GroupColumn, guessLevels, type LevelOffer } from '../../../planning/level-guess.ts';
import type { ReconcileMethod } from '../../../planning/reconcile.ts';
import { yearStepsOf } from '../../../series/year-steps.ts';
import type { FileBrief, Grouping, TotalsOf } from '../inputs.ts';
import { stepsBeforeEnd, testDates } from '../jobs/job.ts';
import type { ReconciledPart, ReconcileJob } from '../jobs/reconcile-job.ts';
import { type RunPlan, settingsOf } from './plan-run.ts';
import { copySeries, createResults, type FileResults, type Results, stages, stepsSinceTests } from './results.ts';

/** What totals a file offers. */
export type LevelPlan = {
  /** Series that are added up: all that keep the rhythm of the file, those that have ended too. */
  leaves: readonly number[];
  columns: readonly GroupColumn[];
  levels: readonly LevelOffer[];
};

/** The totals that were chosen. */
export type TotalsPlan = {
  plan: LevelPlan;
  levels: readonly Level[];
  hierarchy: Hierarchy;
  /** A total each, in the order of the nodes, as series of a file. */
  brief: FileBrief;
};

/** Forecasts that add up: those of the series, and those of each level as a file of its own. */
export type AddedUp = {
  totals: TotalsPlan;
  leaves: FileResults;
  /** In the order of the levels. */
  files: readonly FileResults[];
  reconciled: Omit<ReconciledPart, 'kind'>;
};

/** No levels where the mean of a horizon is what matters: prices do not add up. */
export function planLevels(file: FileBrief): LevelPlan {
  const { groupings, noForecast, isLevel, names } = file;
  const leaves = [...names.keys()].filter((number) => !noForecast[number] || noForecast[number].code === 'ended');
  if (isLevel || leaves.length < 2) return { leaves, columns: [], levels: [] };
  const read = groupings.map(({ column, labels, codes, isId, moved }): GroupColumn => {
    const own = Int32Array.from(leaves, (leaf) => codes[leaf]);
    const missing = [...own.keys()].filter((leaf) => own[leaf] < 0);
    const groups = new Set(own.filter((code) => code >= 0)).size;
    const hasMoved = new Set(moved);
    const ownMoved = [...own.keys()].filter((leaf) => hasMoved.has(leaves[leaf]));
    return { name: column, column: null, codes: own, labels, groups, isId, missing, moved: ownMoved, twins: [] };
  });
  const { columns, levels } = guessLevels(read, leaves.length);
  return { leaves, columns, levels };
}

/** What a level is called: its columns; none for the total of all. */
export function namesOfLevel({ columns }: LevelPlan, level: Level): string[] {
  return level.columns.map((place) => columns[place].name);
}

export function planTotals(file: FileBrief, plan: LevelPlan, levels: readonly Level[]): TotalsPlan {
  const hierarchy = buildHierarchy(plan.columns, levels, plan.leaves.length);
  return { plan, levels, hierarchy, brief: briefOfTotals(file, plan, hierarchy) };
}

const endSpan = (file: FileBrief, leaf: number) => file.starts[leaf + 1] - file.starts[leaf] + file.lags[leaf];

/** Totals as series, of the recent values that the page holds. */
function briefOfTotals(file: FileBrief, { leaves, columns }: LevelPlan, hierarchy: Hierarchy): FileBrief {
  const { totals, starts, members, labels, levelOf, levels } = hierarchy;
  const names = labels.map((own) => own.map((label) => label ?? '?').join(' · '));
  const ownLeaves = (total: number) =>
    Array.from(members.subarray(starts[total], starts[total + 1]), (member) => leaves[member]);
  /** A total of which every series has ended is zero from now on, and has ended too. */
  const hasEnded = names.map((_, total) => ownLeaves(total).every((leaf) => file.noForecast[leaf]?.code === 'ended'));
  const span = Array.from({ length: totals }, (_, total) => {
    let most = 0;
    for (let at = starts[total]; at < starts[total + 1]; at++)
      most = Math.max(most, endSpan(file, leaves[members[at]]));
    return most;
  });
  const historyStarts = new Float64Array(totals + 1);
  for (let total = 0; total < totals; total++) historyStarts[total + 1] = historyStarts[total] + span[total];
  const history = new Float64Array(historyStarts[totals]);
  const isWhole = new Uint8Array(totals).fill(1);
  for (let total = 0; total < totals; total++) {
    for (let at = starts[total]; at < starts[total + 1]; at++) {
      const leaf = leaves[members[at]];
      const from = historyStarts[total + 1] - endSpan(file, leaf);
      for (let index = file.starts[leaf]; index < file.starts[leaf + 1]; index++) {
        history[from + index - file.starts[leaf]] += file.history[index];
      }
      if (!file.isWhole[leaf]) isWhole[total] = 0;
    }
  }
  const groupings = columns.map((column, place): Grouping => {
    const codes = Int32Array.from({ length: totals }, (_, total) => {
      const at = levels[levelOf[total]].columns.indexOf(place);
      return at < 0 ? -1 : column.labels.indexOf(labels[total][at] ?? '');
    });
    return { column: column.name, labels: column.labels, codes, isId: true, moved: [] };
  });
  return {
    ...file,
    names,
    groupings,
    statuses: hasEnded.map((ended) => (ended ? ('inactive' as const) : ('active' as const))),
    noForecast: hasEnded.map((ended) => (ended ? ({ code: 'ended' } as const) : null)),
    endsMs: Float64Array.from(hasEnded, (ended, total) =>
      ended ? Math.max(...ownLeaves(total).map((leaf) => file.endsMs[leaf])) : (file.endMs ?? Number.NaN),
    ),
    lags: new Int32Array(totals),
    lengths: Int32Array.from(span),
    history,
    starts: historyStarts,
    worth: null,
    beside: [],
    totalsBy: [],
    isWhole,
  };
}

/** Totals, and the forecast of each by itself as far as there is one. */
export type TotalResults = { totals: TotalsPlan; results: Results };

export function isOfLevels({ levels }: TotalsPlan, others: readonly Level[]): boolean {
  return levels.length === others.length && levels.every((level, at) => level === others[at]);
}

/** Totals by these levels, with what was forecast for those that were taken before. @param leafResults of the series */
export function continueTotals(
  file: FileBrief,
  plan: LevelPlan,
  levels: readonly Level[],
  leafResults: Results,
  before: TotalResults | null,
): TotalResults {
  const totals = planTotals(file, plan, levels);
  const results = createResults(totals.brief, leafResults.horizonSteps);
  const since = stepsSinceTests(leafResults);
  if (!before) return { totals, results };
  const nameOf = (own: TotalsPlan, level: number) => JSON.stringify(namesOfLevel(own.plan, own.levels[level]));
  const known = new Map(before.totals.levels.map((_, level) => [nameOf(before.totals, level), level]));
  const { levelOf } = totals.hierarchy;
  for (const level of levels.keys()) {
    const own = known.get(nameOf(totals, level));
    if (own === undefined) continue;
    const from = before.totals.hierarchy.levelOf.indexOf(own);
    const to = levelOf.indexOf(level);
    for (let at = 0; levelOf[to + at] === level; at++) {
      // Tests of other dates than those of the series say nothing beside them.
      if (before.results.since[from + at] === since) copySeries(results, to + at, before.results, from + at);
    }
  }
  return { totals, results };
}

const totalsAtOnce = 3;

/** What is left to do of the totals, each by itself. @param since steps that have come since the series were tested */
export function planTotalJobs(
  file: FileBrief,
  totals: TotalsPlan,
  { horizonSteps, stage }: Results,
  since: number,
): Pick<RunPlan, 'jobs' | 'tests'> {
  const { plan, levels, hierarchy } = totals;
  const of: TotalsOf = {
    leaves: plan.leaves,
    levels: levels.map(({ columns }) =>
      columns.map((place) => file.groupings.findIndex(({ column }) => column === plan.columns[place].name)),
    ),
  };
  const numbers = Array.from({ length: hierarchy.totals }, (_, total) => total).filter(
    (total) => stage[total] < stages.tested,
  );
  const jobs = Array.from({ length: Math.ceil(numbers.length / totalsAtOnce) }, (_, at) => ({
    id: `test total ${at}`,
    job: {
      kind: 'test' as const,
      numbers: numbers.slice(at * totalsAtOnce, (at + 1) * totalsAtOnce),
      totals: of,
      settings: settingsOf(file, horizonSteps),
      yearSteps: file.step ? yearStepsOf(file.step) : null,
      isLevel: false,
      beside: [],
      since,
    },
    trains: false,
    seconds: 0,
    hasParts: false,
  }));
  return { jobs, tests: numbers.length };
}

/** What is to be made to add up. */
export function planReconcile(
  file: FileBrief,
  { plan, levels, hierarchy, brief }: TotalsPlan,
  leafResults: Results,
  totalResults: Results,
  method: ReconcileMethod | null,
): ReconcileJob {
  const { leaves, columns } = plan;
  const { horizonSteps } = leafResults;
  const nodes = hierarchy.totals + leaves.length;
  const width = testDates * horizonSteps;
  const base = new Float64Array(nodes * horizonSteps);
  const errors = new Float64Array(nodes * width).fill(Number.NaN);
  const actual = new Float64Array(nodes * width).fill(Number.NaN);
  const fixed = new Uint8Array(leaves.length);
  const widths = new Float64Array(nodes);
  const since = stepsSinceTests(leafResults);
  const before = stepsBeforeEnd(horizonSteps).map((back) => back + since);
  let nonNegative = true;
  for (let node = 0; node < nodes; node++) {
    const isTotal = node < hierarchy.totals;
    const number = isTotal ? node : leaves[node - hierarchy.totals];
    const [own, results] = isTotal ? [brief, totalResults] : [file, leafResults];
    const isKnown = results.stage[number] === stages.tested || results.stage[number] === stages.looked;
    if (!isTotal && !isKnown) fixed[node - hierarchy.totals] = 1;
    for (let step = 0; step < horizonSteps; step++) {
      const value = results.mean[number * horizonSteps + step];
      base[node * horizonSteps + step] = isKnown && Number.isFinite(value) ? value : 0;
      const place = number * horizonSteps + step;
      widths[node] += (results.high80[place] - results.low80[place]) / horizonSteps;
    }
    const length = own.starts[number + 1] - own.starts[number];
    const values = own.history.subarray(own.starts[number], own.starts[number + 1]);
    nonNegative &&= values.every((value) => !(value < 0));
    for (const [origin, back] of before.entries()) {
      for (let step = 0; step < horizonSteps; step++) {
        const place = node * width + origin * horizonSteps + step;
        const index = length + own.lags[number] - back + step;
        if (index < length) actual[place] = index < 0 ? 0 : values[index];
        // Of other dates they would be taken for what happened at these.
        if (results.since[number] === since)
          errors[place] = results.errors[number * width + origin * horizonSteps + step];
      }
    }
  }
  const [first] = before;
  return {
    kind: 'reconcile',
    columns: columns.map(({ name, codes, labels }) => ({ name, codes, labels })),
    levels,
    leaves: leaves.length,
    horizonSteps,
    base,
    errors,
    widths,
    actual,
    origins: before.map((back) => first - back),
    fixed,
    nonNegative,
    method,
  };
}

/** Steps and sums of some nodes in the place of those made alone. @param nodes in the order of the numbers; -1 keeps its own */
function replace(results: Results, part: Omit<ReconciledPart, 'kind'>, nodes: Int32Array): Results {
  const { horizonSteps } = results;
  const replaced: Results = { ...results };
  for (const name of ['mean', 'low80', 'high80', 'low95', 'high95'] as const) {
    const values = results[name].slice();
    for (const [number, node] of nodes.entries()) {
      if (node < 0) continue;
      const own = part[name].subarray(node * horizonSteps, (node + 1) * horizonSteps);
      if (own.every(Number.isFinite)) values.set(own, number * horizonSteps);
    }
    replaced[name] = values;
  }
  for (const name of ['sumLow80', 'sumHigh80', 'sumLow95', 'sumHigh95'] as const) {
    const values = results[name].slice();
    for (const [number, node] of nodes.entries()) {
      if (node >= 0 && Number.isFinite(part[name][node])) values[number] = part[name][node];
    }
    replaced[name] = values;
  }
  const sum = results.sum.slice();
  for (const [number, node] of nodes.entries()) {
    if (node < 0 || Number.isNaN(sum[number])) continue;
    sum[number] = 0;
    for (let step = 0; step < horizonSteps; step++) sum[number] += replaced.mean[number * horizonSteps + step];
  }
  replaced.sum = sum;
  return replaced;
}

/** Totals that have ended get no forecast, as series that have do: they are zero. */
function withoutEnded(results: Results, brief: FileBrief): Results {
  if (!brief.noForecast.some((none) => none)) return results;
  const cleared = structuredClone(results);
  const nothing = createResults(brief, results.horizonSteps);
  for (const [number, none] of brief.noForecast.entries()) if (none) copySeries(cleared, number, nothing, number);
  return cleared;
}

export function addUp(
  file: FileBrief,
  totals: TotalsPlan,
  leafResults: Results,
  totalResults: Results,
  reconciled: ReconciledPart,
): AddedUp {
  const { hierarchy, plan, levels, brief } = totals;
  const leafNodes = new Int32Array(file.names.length).fill(-1);
  for (const [leaf, number] of plan.leaves.entries()) {
    if (leafResults.stage[number] === stages.tested || leafResults.stage[number] === stages.looked) {
      leafNodes[number] = hierarchy.totals + leaf;
    }
  }
  const ownNodes = Int32Array.from({ length: hierarchy.totals }, (_, total) => total);
  const whole = withoutEnded(replace(totalResults, reconciled, ownNodes), brief);
  let first = 0;
  const files = levels.map((_, level) => {
    const end = first + hierarchy.levelOf.filter((own) => own === level).length;
    const cut = cutTotals({ ...brief, totalsBy: namesOfLevel(plan, levels[level]) }, whole, first, end);
    first = end;
    return cut;
  });
  return { totals, leaves: { file, results: replace(leafResults, reconciled, leafNodes) }, files, reconciled };
}

/** The totals from one to another as a file of their own. */
function cutTotals(brief: FileBrief, results: Results, first: number, end: number): FileResults {
  const count = brief.names.length;
  const { horizonSteps } = results;
  const cut = <Values extends Float64Array | Float32Array | Uint8Array | Uint16Array | Int32Array>(values: Values) => {
    const each = values.length / count;
    return values.subarray(first * each, end * each) as Values;
  };
  const entries = Object.entries(results).map(([name, values]) => [
    name,
    ArrayBuffer.isView(values) ? cut(values as Float64Array) : values,
  ]);
  const failures = new Map([...results.failures].map(([number, message]) => [number - first, message]));
  return {
    file: {
      ...brief,
      names: brief.names.slice(first, end),
      groupings: brief.groupings
        .map((grouping) => ({ ...grouping, codes: cut(grouping.codes) }))
        .filter(({ codes }) => codes.some((code) => code >= 0)),
      statuses: brief.statuses.slice(first, end),
      noForecast: brief.noForecast.slice(first, end),
      endsMs: cut(brief.endsMs),
      lags: cut(brief.lags),
      lengths: cut(brief.lengths),
      isWhole: cut(brief.isWhole),
      starts: brief.starts.subarray(first, end + 1),
    },
    results: { ...(Object.fromEntries(entries) as Results), horizonSteps, failures },
  };
}

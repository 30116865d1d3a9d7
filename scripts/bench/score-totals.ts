/** Totals of a file forecast from its end and made to add up, and how their bands did on the points that a later file adds. */
import { jobSide } from '../../src/analyses/all-series/job-side.ts';
import type { SeriesPart } from '../../src/analyses/all-series/jobs/job.ts';
import type { ReconciledPart } from '../../src/analyses/all-series/jobs/reconcile-job.ts';
import type { FileReading } from '../../src/analyses/all-series/read-file.ts';
import {
  addUp,
  continueTotals,
  namesOfLevel,
  planLevels,
  planReconcile,
  planTotalJobs,
} from '../../src/analyses/all-series/state/levels.ts';
import { planRun } from '../../src/analyses/all-series/state/plan-run.ts';
import { addPart, createResults, type FileResults, type Results } from '../../src/analyses/all-series/state/results.ts';
import { tableSide } from '../../src/analyses/all-series/table-side.ts';
import type { PlannedJob } from '../../src/analyses/analysis.ts';
import { timeAt } from '../../src/series/calendar.ts';

const { signal } = new AbortController();

async function doJobs(reading: FileReading, jobs: readonly PlannedJob[], take: (part: unknown) => void): Promise<void> {
  const context = { signal, report: () => {} };
  for (const { job } of jobs) {
    const made = await jobSide.run(job as never, {
      ...context,
      input: 1,
      backend: { backend: 'wasm', asked: null } as never,
      need: async (need) => (await tableSide.give(reading, need, context)).value,
      share: () => Promise.reject(new Error('there is nobody to share with')),
    });
    if (!made.ok) throw new Error(made.problem.code);
    take(made.value);
  }
}

/** What comes of a total: what its series have in the later file, zero where a series has ended. [horizon] NaN beyond its end. */
function actualsOf(later: FileReading['brief'], names: readonly string[], endMs: number, horizonSteps: number) {
  const numbers = new Map(later.names.map((name, number) => [name, number]));
  const { step } = later;
  if (!step || later.endMs === null) throw new Error('no series can be forecast');
  const lastMs = later.endMs;
  return Float64Array.from({ length: horizonSteps }, (_, ahead) => {
    const ms = timeAt(endMs, step, ahead + 1);
    if (ms > lastMs) return Number.NaN;
    let sum = 0;
    for (const name of names) {
      const number = numbers.get(name);
      if (number === undefined) continue;
      const values = later.history.subarray(later.starts[number], later.starts[number + 1]);
      for (let at = values.length - 1; at >= 0; at -= 1) {
        const own = timeAt(later.endsMs[number], step, at - values.length + 1);
        if (own === ms) sum += values[at];
        if (own <= ms) break;
      }
    }
    return sum;
  });
}

type Bands = { nodes: number; points: number; wape: number; inside80: number; inside95: number; width80: number };

/** Of each level, each total by itself and made to add up; the width of bands over what came. */
export async function scoreTotals(earlier: FileReading, later: FileReading) {
  const file = earlier.brief;
  if (file.endMs === null) throw new Error('no series can be forecast');
  const leaves = createResults(file, file.horizonSteps);
  const { jobs } = planRun(file, leaves, [...file.names.keys()]);
  const tests = jobs.filter(({ id }) => id.startsWith('test'));
  await doJobs(earlier, tests, (part) => addPart(leaves, part as SeriesPart));
  const plan = planLevels(file);
  const taken = plan.levels.filter(({ isTaken }) => isTaken);
  const { totals, results } = continueTotals(file, plan, taken, leaves, null);
  await doJobs(earlier, planTotalJobs(file, totals, results, 0).jobs, (part) => addPart(results, part as SeriesPart));
  const job = planReconcile(file, totals, leaves, results, null);
  let reconciled: ReconciledPart | null = null;
  const planned = { id: 'reconcile', job, trains: false, seconds: 0, hasParts: false };
  await doJobs(earlier, [planned], (part) => {
    reconciled = part as ReconciledPart;
  });
  if (!reconciled) throw new Error('nothing was made to add up');
  const added = addUp(file, totals, leaves, results, reconciled);
  const { hierarchy } = totals;
  const actuals = Array.from({ length: hierarchy.totals }, (_, total) => {
    const members = hierarchy.members.subarray(hierarchy.starts[total], hierarchy.starts[total + 1]);
    const names = Array.from(members, (member) => file.names[plan.leaves[member]]);
    return actualsOf(later.brief, names, file.endMs as number, file.horizonSteps);
  });
  const scored: Record<string, { alone: Bands; addedUp: Bands }> = {};
  let first = 0;
  for (const [level, shown] of added.files.entries()) {
    const count = shown.file.names.length;
    const own = actuals.slice(first, first + count);
    const name = namesOfLevel(plan, taken[level]).join(' x ') || 'total';
    scored[name] = { alone: judge(results, first, own), addedUp: judgeFile(shown, own) };
    first += count;
  }
  const ownLeaves = file.names.map((one) => actualsOf(later.brief, [one], file.endMs as number, file.horizonSteps));
  scored.series = { alone: judge(leaves, 0, ownLeaves), addedUp: judgeFile(added.leaves, ownLeaves) };
  return scored;
}

const judgeFile = ({ results }: FileResults, actuals: readonly Float64Array[]) => judge(results, 0, actuals);

function judge(results: Results, first: number, actuals: readonly Float64Array[]): Bands {
  const { horizonSteps, mean, low80, high80, low95, high95 } = results;
  const sums = { nodes: 0, points: 0, error: 0, actual: 0, in80: 0, in95: 0, width: 0 };
  for (const [at, own] of actuals.entries()) {
    const from = (first + at) * horizonSteps;
    if (!Number.isFinite(mean[from])) continue;
    sums.nodes += 1;
    for (const [step, actual] of own.entries()) {
      if (Number.isNaN(actual)) continue;
      const place = from + step;
      sums.points += 1;
      sums.error += Math.abs(actual - mean[place]);
      sums.actual += actual;
      sums.in80 += Number(actual >= low80[place] && actual <= high80[place]);
      sums.in95 += Number(actual >= low95[place] && actual <= high95[place]);
      sums.width += high80[place] - low80[place];
    }
  }
  const round = (value: number) => Number(value.toFixed(3));
  const { nodes, points, error, actual, in80, in95, width } = sums;
  return {
    nodes,
    points,
    wape: round(error / actual),
    inside80: round(in80 / points),
    inside95: round(in95 / points),
    width80: round(width / actual),
  };
}

/**
 * Intervals and samples of forecasts that add up, from errors of all nodes at the same times, drawn together (Panagiotelis et al.
 * 2023): a time at which the shops sold more than expected is one for their total too.
 */
import { createRandom } from '../base/random.ts';
import { type Hierarchy, sumUp } from './hierarchy.ts';
import { columnsOf, type NodeErrors } from './node-errors.ts';
import type { Projection } from './projection.ts';

/** How many are drawn; fewer where there are very many nodes to sort them of, or totals to keep them of. */
const mostSamples = 400;
const fewestSamples = 100;
const mostSorted = 14_000_000;
const mostKept = 4_000_000;
/** Different errors that a step is to be drawn from; where there are fewer origins, those of the steps beside it serve too. */
const wantedErrors = 20;

export type SpreadOptions = {
  /** In percent. */
  levels: readonly number[];
  seed: number;
  nonNegative?: boolean;
};

export type CoherentSpread = {
  samples: number;
  /** One a level asked for: [nodes, horizon] bounds of each step, and [nodes] of the sum of all steps. */
  intervals: { level: number; low: Float64Array; high: Float64Array; sumLow: Float64Array; sumHigh: Float64Array }[];
};

/** Errors that add up, none missing, and which of them go together. */
export type CoherentErrors = NodeErrors & {
  /** Origins of which all nodes have errors as far as the horizon, or as far as any goes. */
  drawn: readonly number[];
  /** [origins] steps of which errors are known there. */
  steps: readonly number[];
  /** Nodes of which no error was known. */
  untested: readonly number[];
};

/**
 * Makes errors coherent, as the forecasts are that they are of.
 *
 * @returns null where there are none
 */
export function reconcileErrors(errors: NodeErrors, project: Projection): CoherentErrors | null {
  const { nodes, origins, horizon } = errors;
  const columns = columnsOf(errors);
  const steps = Array.from({ length: origins }, (_, origin) => {
    for (let step = horizon - 1; step >= 0; step--) {
      for (let node = 0; node < nodes; node++) {
        if (!Number.isNaN(errors.values[node * columns + origin * horizon + step])) return step + 1;
      }
    }
    return 0;
  });
  const longest = Math.max(0, ...steps);
  if (longest === 0) return null;
  const filled = fillErrors(errors, steps);
  const values = new Float64Array(nodes * columns);
  const column = new Float64Array(nodes);
  for (let origin = 0; origin < origins; origin++) {
    for (let step = 0; step < steps[origin]; step++) {
      const at = origin * horizon + step;
      for (let node = 0; node < nodes; node++) column[node] = filled[node * columns + at];
      const coherent = project(column);
      for (let node = 0; node < nodes; node++) values[node * columns + at] = coherent[node];
    }
  }
  const drawn = Array.from(steps.keys()).filter((origin) => steps[origin] === longest);
  const untested = Array.from({ length: nodes }, (_, node) => node).filter((node) =>
    errors.values.subarray(node * columns, (node + 1) * columns).every(Number.isNaN),
  );
  return { nodes, origins, horizon, values, drawn, steps, untested };
}

/** A node without an error where others have one gets one of its own: of the same step before, else after, else of another step. */
function fillErrors({ nodes, origins, horizon, values }: NodeErrors, steps: readonly number[]): Float64Array {
  const filled = values.slice();
  const columns = origins * horizon;
  for (let node = 0; node < nodes; node++) {
    const first = node * columns;
    const known = values.subarray(first, first + columns).find((error) => !Number.isNaN(error)) ?? 0;
    for (let step = 0; step < horizon; step++) {
      let last = known;
      for (let origin = 0; origin < origins; origin++) {
        const own = values[first + origin * horizon + step];
        if (!Number.isNaN(own)) {
          last = own;
          break;
        }
      }
      for (let origin = 0; origin < origins; origin++) {
        const at = first + origin * horizon + step;
        if (!Number.isNaN(values[at])) last = values[at];
        else if (step < steps[origin]) filled[at] = last;
      }
    }
  }
  return filled;
}

/** Which errors a sample is made of. */
type Draw = {
  /** [samples, horizon] columns of errors, the same for all nodes. */
  columns: Int32Array;
  /** [samples] 1, or -1 for errors turned round: as often too much as too little, as intervals of single series are. */
  signs: Int8Array;
};

function drawErrors({ horizon, drawn, steps }: CoherentErrors, samples: number, seed: number): Draw {
  const random = createRandom(seed, 41);
  const reach = Math.min(horizon - 1, Math.ceil((wantedErrors / drawn.length - 1) / 2));
  const columns = new Int32Array(samples * horizon);
  const signs = new Int8Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    signs[sample] = random() < 0.5 ? 1 : -1;
    const origin = drawn[Math.floor(random() * drawn.length)];
    const shift = Math.max(0, reach) * 2 * random() - Math.max(0, reach);
    for (let step = 0; step < horizon; step++) {
      const from = Math.min(steps[origin] - 1, Math.max(0, step + Math.round(shift)));
      columns[sample * horizon + step] = origin * horizon + from;
    }
  }
  return { columns, signs };
}

/** @param forecast [nodes, horizon] coherent */
export function measureSpread(
  hierarchy: Hierarchy,
  forecast: Float64Array,
  errors: CoherentErrors,
  { levels, seed, nonNegative = false }: SpreadOptions,
): CoherentSpread {
  const { totals, leaves, parents, parentStarts } = hierarchy;
  const { nodes, horizon } = errors;
  const fitting = Math.min(mostKept / Math.max(1, totals), mostSorted / nodes) / horizon;
  const samples = Math.min(mostSamples, Math.max(fewestSamples, Math.floor(fitting)));
  const { columns, signs } = drawErrors(errors, samples, seed);
  const width = columnsOf(errors);
  const kept = new Float64Array(totals * samples * horizon);
  const own = new Float64Array(samples * horizon);
  const intervals = levels.map((level) => ({
    level,
    low: new Float64Array(nodes * horizon),
    high: new Float64Array(nodes * horizon),
    sumLow: new Float64Array(nodes),
    sumHigh: new Float64Array(nodes),
  }));
  const sorted = new Float64Array(samples);
  const bounds = (put: (which: (typeof intervals)[number], low: number, high: number) => void) => {
    sorted.sort();
    for (const interval of intervals) {
      const [low, high] = ranksOf(samples, interval.level);
      put(interval, sorted[low], sorted[high]);
    }
  };
  const measure = (node: number, drawnOf: Float64Array) => {
    for (let step = 0; step < horizon; step++) {
      for (let sample = 0; sample < samples; sample++) sorted[sample] = drawnOf[sample * horizon + step];
      bounds((interval, low, high) => {
        interval.low[node * horizon + step] = low;
        interval.high[node * horizon + step] = high;
      });
    }
    for (let sample = 0; sample < samples; sample++) {
      let sum = 0;
      for (let step = 0; step < horizon; step++) sum += drawnOf[sample * horizon + step];
      sorted[sample] = sum;
    }
    bounds((interval, low, high) => {
      interval.sumLow[node] = low;
      interval.sumHigh[node] = high;
    });
  };
  for (let leaf = 0; leaf < leaves; leaf++) {
    const node = totals + leaf;
    for (let at = 0; at < own.length; at++) {
      const error = signs[Math.floor(at / horizon)] * errors.values[node * width + columns[at]];
      const value = forecast[node * horizon + (at % horizon)] + error;
      own[at] = nonNegative ? Math.max(0, value) : value;
    }
    measure(node, own);
    for (let at = parentStarts[leaf]; at < parentStarts[leaf + 1]; at++) {
      const first = parents[at] * own.length;
      for (let each = 0; each < own.length; each++) kept[first + each] += own[each];
    }
  }
  for (let total = 0; total < totals; total++) {
    measure(total, kept.subarray(total * own.length, (total + 1) * own.length));
  }
  return { samples, intervals };
}

/** Places among sorted samples of the ends of an interval that is to hold so many percent of what comes. */
function ranksOf(samples: number, level: number): [low: number, high: number] {
  const tail = (100 - level) / 200;
  const low = Math.max(0, Math.floor((samples + 1) * tail) - 1);
  return [low, samples - 1 - low];
}

/** One way that things may come, which adds up. @returns [nodes, horizon] */
export function drawSample(
  hierarchy: Hierarchy,
  forecast: Float64Array,
  errors: CoherentErrors,
  { seed, nonNegative = false }: Pick<SpreadOptions, 'seed' | 'nonNegative'>,
): Float64Array {
  const { nodes, horizon } = errors;
  const { columns, signs } = drawErrors(errors, 1, seed);
  const width = columnsOf(errors);
  const sample = new Float64Array(nodes * horizon);
  const column = new Float64Array(nodes);
  for (let step = 0; step < horizon; step++) {
    for (let node = hierarchy.totals; node < nodes; node++) {
      const value = forecast[node * horizon + step] + signs[0] * errors.values[node * width + columns[step]];
      column[node] = nonNegative ? Math.max(0, value) : value;
    }
    sumUp(hierarchy, column);
    for (let node = 0; node < nodes; node++) sample[node * horizon + step] = column[node];
  }
  return sample;
}

/** What a device or a program writes where there is no value. */

export type Fault = {
  /** A number that stands for none; a value that stays the same for too long; zeros where there is demand around. */
  kind: 'code' | 'stuck' | 'zeros';
  from: number;
  /** Included. */
  to: number;
};

/** A run of equal values is no accident from so many on. */
const leastRun = 5;
/** So many runs as long would come about by chance in a series like it. */
const mostByChance = 0.001;
const binaryLimits = [-32_768, 32_767, 65_535, 2_147_483_647, -2_147_483_648];

/** Whether a number is one that programs write for a missing value: nines, or the end of what a few bytes hold. */
function isCode(value: number): boolean {
  return /^-?9{3,}(\.9+|\.0+)?$/.test(String(value)) || binaryLimits.includes(value);
}

function findCodes(y: Float64Array): Fault[] {
  const places: number[] = [];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < y.length; at += 1) {
    if (isCode(y[at])) places.push(at);
    else [low, high] = [Math.min(low, y[at]), Math.max(high, y[at])];
  }
  // A code lies where no value does: 999 among values up to 1,200 is one of them.
  const span = high - low;
  const isApart = (value: number) => value < low - span || value > high + span || (low >= 0 && value < 0);
  if (places.length > y.length / 4) return [];
  return joinRuns(places.filter((at) => isApart(y[at]))).map(([from, to]): Fault => ({ kind: 'code', from, to }));
}

/** @returns first and last of each run of neighbours */
export function joinRuns(places: readonly number[], apart = 1): [number, number][] {
  const runs: [number, number][] = [];
  for (const at of places) {
    const last = runs[runs.length - 1];
    if (last && at - last[1] <= apart) last[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}

type Run = { from: number; length: number; value: number };

function runsOf(y: Float64Array, isKnown: (at: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < y.length; ) {
    let end = from + 1;
    while (end < y.length && y[end] === y[from] && isKnown(end)) end += 1;
    if (isKnown(from) && end - from > 1) runs.push({ from, length: end - from, value: y[from] });
    from = end;
  }
  return runs;
}

/** Runs of one value longer than chance makes them, and longer than twice the usual run of that value. */
function findStuck(y: Float64Array, isKnown: (at: number) => boolean): Fault[] {
  const runs = runsOf(y, isKnown);
  const equal = runs.reduce((sum, { length }) => sum + length - 1, 0);
  const usualOf = (value: number, own: Run) => {
    const others = runs.filter((run) => run !== own && run.value === value).map(({ length }) => length);
    return others.length === 0 ? 1 : others.sort((a, b) => a - b)[others.length >> 1];
  };
  return runs
    .filter((run) => {
      const { length, value } = run;
      if (length < leastRun || length > y.length / 2) return false;
      const share = Math.max(1, equal - (length - 1)) / Math.max(1, y.length - length);
      return y.length * share ** (length - 1) < mostByChance && length > 2 * usualOf(value, run);
    })
    .map(({ from, length, value }): Fault => ({ kind: value === 0 ? 'zeros' : 'stuck', from, to: from + length - 1 }));
}

/**
 * Numbers that stand for missing values, and runs in which a sensor hangs or nothing could be sold.
 *
 * @param y [length] finite
 * @param isKnown whether the file has a value at a point
 * @returns ascending, none over another
 */
export function findFaults(y: Float64Array, isKnown: (at: number) => boolean): Fault[] {
  const codes = findCodes(y);
  const isTaken = new Set(codes.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
  const stuck = findStuck(y, (at) => isKnown(at) && !isTaken.has(at));
  return [...codes, ...stuck].sort((a, b) => a.from - b.from);
}

/** Two states of one file: which series and periods are new, which values of the past have changed, what is gone. */

import type { Result } from '../base/result.ts';
import { indexAt, timeAt } from './calendar.ts';
import { closeGaps } from './fill-gaps.ts';
import type { PanelProgress, PointRules, RepairRules } from './panel.ts';
import type { ChangedValue, NamedSeries, PanelComparison } from './panel-comparison.ts';
import { nameOf, type PanelIndex, rowsOf } from './panel-index.ts';
import type { Series, SeriesProblem } from './series.ts';
import { shapeSeries } from './shape-series.ts';
import type { Step } from './step.ts';
import { isSameStep } from './step.ts';

export type ComparedPanel = { index: PanelIndex; rules: RepairRules };

/** Series that are named one by one, and values. */
const mostNamed = 5;
const tolerance = 1e-9;

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one), Math.abs(other));
}

function nameSome(names: readonly string[]): NamedSeries {
  return { count: names.length, names: names.slice(0, mostNamed) };
}

const lastMs = ({ firstMs, step, y }: Series) => timeAt(firstMs, step, y.length - 1);

/** Of values changed by hand, by their times, those that the file has as it had them. */
function heldByHand(rules: PointRules[string], earlier: Series, later: Series, shift: number): PointRules[string] {
  const valueAt = ({ y, filled }: Series, at: number) => (filled[at] === 0 ? (y[at] as number) : null);
  const isHeld = ([ms]: [string, unknown]) => {
    const at = indexAt(earlier.firstMs, earlier.step, Number(ms));
    const [before, now] = [valueAt(earlier, at), valueAt(later, at - shift)];
    return before !== null && now !== null && isSame(before, now);
  };
  return Object.fromEntries(Object.entries(rules).filter(isHeld));
}

/** What both states have of one series, counted into `all`. */
class Counts {
  compared = 0;
  changed = 0;
  changedSeries = 0;
  added = 0;
  gone = 0;
  came = 0;
  examples: ChangedValue[] = [];

  add(earlier: Series, later: Series, shift: number, earlierEndMs: number): void {
    const { uniqueId, step, firstMs } = earlier;
    const after = indexAt(firstMs, step, earlierEndMs);
    const last = Math.max(earlier.y.length, later.y.length + shift);
    const before = this.changed;
    for (let at = Math.min(0, shift); at < last; at += 1) {
      const wasThere = at >= 0 && at < earlier.y.length && earlier.filled[at] === 0;
      const now = at - shift;
      const isThere = now >= 0 && now < later.y.length && later.filled[now] === 0;
      if (wasThere && isThere) {
        this.compared += 1;
        if (!isSame(earlier.y[at], later.y[now])) {
          const change = { before: earlier.y[at], after: later.y[now] };
          this.note({ uniqueId, ms: timeAt(firstMs, step, at), ...change });
        }
      } else if (wasThere) this.gone += 1;
      else if (isThere && at > after) this.came += 1;
      else if (isThere) this.added += 1;
    }
    if (this.changed > before) this.changedSeries += 1;
  }

  /** The largest changes are shown. */
  note(change: ChangedValue): void {
    this.changed += 1;
    const sizeOf = ({ before, after }: ChangedValue) => Math.abs(after - before);
    this.examples.push(change);
    if (this.examples.length <= mostNamed) return;
    this.examples.sort((a, b) => sizeOf(b) - sizeOf(a));
    this.examples.pop();
  }
}

/**
 * Compares two states series by series and date by date, one a step, so that others may have their turn in between. Values that the file
 * does not have do not count, zeros where it has no row among them.
 *
 * @param byHand what was changed by hand in the earlier state, which its rules leave out
 * @returns null where the two have no series in common on one rhythm
 */
export function* comparePanels(
  earlier: ComparedPanel,
  later: ComparedPanel,
  byHand: PointRules = {},
): Generator<PanelProgress, PanelComparison | null> {
  const total = earlier.index.count + later.index.count;
  const known = new Map<string, Series>();
  let likely: Step | null = null;
  const read = ({ index, rules }: ComparedPanel, number: number): Series | null => {
    const shaped: Result<{ series: Series }, SeriesProblem> = shapeSeries(rowsOf(index, number, likely), rules);
    if (!shaped.ok) return null;
    likely ??= shaped.value.series.step;
    return closeGaps(shaped.value.series);
  };
  const unread = new Set<string>();
  for (let number = 0; number < earlier.index.count; number += 1) {
    const name = nameOf(earlier.index, number);
    const series = read(earlier, number);
    if (series) known.set(name, series);
    else unread.add(name);
    yield { done: number + 1, total };
  }
  const ends = [...known.values()].map(lastMs);
  const earlierEndMs = ends.reduce((most, ms) => Math.max(most, ms), Number.NEGATIVE_INFINITY);
  const counts = new Counts();
  const shared: { name: string; length: number; shift: number }[] = [];
  const fresh: string[] = [];
  const kept: Record<string, PointRules[string]> = {};
  let [step, laterEndMs]: [Step | null, number] = [null, Number.NEGATIVE_INFINITY];
  for (let number = 0; number < later.index.count; number += 1) {
    const name = nameOf(later.index, number);
    const before = known.get(name);
    const now = read(later, number);
    if (before && now && isSameStep(before.step, now.step)) {
      const shift = indexAt(before.firstMs, before.step, now.firstMs);
      counts.add(before, now, shift, earlierEndMs);
      const rules = byHand[name];
      const held = rules ? heldByHand(rules, before, now, shift) : {};
      if (Object.keys(held).length > 0) kept[name] = held;
      shared.push({ name, length: before.y.length, shift });
      step ??= now.step;
      laterEndMs = Math.max(laterEndMs, lastMs(now));
    } else if (!before && !unread.has(name)) fresh.push(name);
    known.delete(name);
    yield { done: earlier.index.count + number + 1, total };
  }
  if (!step) return null;
  const countRules = (all: PointRules) => Object.values(all).reduce((sum, own) => sum + Object.keys(own).length, 0);
  const periods = Math.max(0, indexAt(earlierEndMs, step, laterEndMs));
  return {
    step,
    shared: shared.map(({ name }) => name),
    earlierLengths: Int32Array.from(shared, ({ length }) => length),
    shifts: Int32Array.from(shared, ({ shift }) => shift),
    newSeries: nameSome(fresh),
    goneSeries: nameSome([...known.keys()]),
    came: {
      values: counts.came,
      periods,
      fromMs: periods > 0 ? timeAt(earlierEndMs, step, 1) : null,
      toMs: periods > 0 ? laterEndMs : null,
    },
    compared: counts.compared,
    changed: { values: counts.changed, series: counts.changedSeries, examples: counts.examples },
    added: counts.added,
    gone: counts.gone,
    byHand: { held: kept, dropped: countRules(byHand) - countRules(kept) },
  };
}

import { describe, expect, it } from 'vitest';
import { findAxisCut } from './axis-cut.ts';
import { actualLine } from './chart-lines.ts';

const wavy = Array.from({ length: 60 }, (_, at) => 100 + 40 * Math.sin(at / 4));
const lineOf = (values: readonly number[]) => actualLine({ from: 0, at: null, y: Float64Array.from(values) });
const all = { from: 0, to: 59 };
const withValues = (changes: Record<number, number>) => wavy.map((value, at) => changes[at] ?? value);

describe('findAxisCut', () => {
  it('cuts for a spike, a little above the others, and names it', () => {
    const cut = findAxisCut(lineOf(withValues({ 20: 2000 })), all);
    expect(cut?.beyond).toEqual([{ at: 20, value: 2000, end: 'high' }]);
    expect(cut?.ends.low).toBeUndefined();
    expect(cut?.ends.high).toBeGreaterThan(Math.max(...wavy));
    expect(cut?.ends.high).toBeLessThan(160);
  });

  it('cuts at both ends where values lie beyond both', () => {
    const cut = findAxisCut(lineOf(withValues({ 20: 2000, 40: -2000 })), all);
    expect(cut?.beyond.map(({ at, end }) => [at, end])).toEqual([
      [20, 'high'],
      [40, 'low'],
    ]);
  });

  it('leaves an axis whole that no value presses flat, that many do, or where the spike is not in sight', () => {
    expect(findAxisCut(lineOf(wavy), all)).toBeNull();
    expect(findAxisCut(lineOf(withValues({ 20: 300 })), all)).toBeNull();
    expect(findAxisCut(lineOf(withValues({ 1: 2000, 2: 2100, 3: 1900, 4: 2000, 5: 2000 })), all)).toBeNull();
    expect(findAxisCut(lineOf(withValues({ 20: 2000 })), { from: 30, to: 59 })).toBeNull();
  });

  it('does not take a rare sale for a spike among zeros', () => {
    expect(findAxisCut(lineOf(wavy.map((_, at) => (at % 20 === 0 ? 1 : 0))), all)).toBeNull();
    expect(findAxisCut(lineOf(wavy.map((_, at) => (at === 7 ? 50 : at % 20 === 0 ? 1 : 0))), all)).toBeNull();
  });

  it('names points of a thinned line by their places in the series', () => {
    const at = Uint32Array.from(wavy, (_, place) => place * 10);
    const line = actualLine({ from: 0, at, y: Float64Array.from(withValues({ 20: 2000 })) });
    expect(findAxisCut(line, { from: 0, to: 599 })?.beyond).toEqual([{ at: 200, value: 2000, end: 'high' }]);
  });
});

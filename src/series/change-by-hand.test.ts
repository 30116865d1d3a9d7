import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { withoutPointsOf, withPointRule } from './change-by-hand.ts';
import { usualValue } from './find-outliers.ts';
import { guessPanel } from './guess-panel.ts';
import { type PreparedSeries, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

/** A week that repeats itself on a rising line, a little rough; and with a value far away. */
const weekly = Array.from(
  { length: 70 },
  (_, at) => 100 + at + [0, 5, 9, 4, 30, 60, 2][at % 7] + 4 * Math.sin(at * at),
);
const spiked = weekly.map((value, at) => (at === 40 ? 5000 : value));

describe('usualValue', () => {
  it('is what a line and a season that repeats make of the point', () => {
    for (const at of [12, 33, 40, 41, 55]) {
      const y = Float64Array.from(weekly);
      y[at] = Number.NaN;
      // Twice as much as it is rough, and a step of the line.
      expect(Math.abs(usualValue(y, at, 7) - (weekly[at] as number))).toBeLessThanOrEqual(9);
    }
  });

  it('stays within the values that there are, and is one of them where nothing is known around', () => {
    const y = new Float64Array(60).fill(Number.NaN);
    y.set([3, 3, 3, 5]);
    expect(usualValue(y, 50, 1)).toBe(3);
  });
});

describe('a value changed by hand', () => {
  const msOf = (at: number) => Date.UTC(2024, 0, 1 + at);
  const ms = msOf(40);
  const rulesWith = (rule: 'leave-out' | 'usual', time = ms) => ({
    ...usualRules,
    points: withPointRule({}, 'sales', time, rule),
  });
  const prepare = async (rules: typeof usualRules): Promise<PreparedSeries> => {
    const lines = spiked.map((value, at) => `${new Date(msOf(at)).toISOString().slice(0, 10)},${value}`);
    const table = await readTable(new Blob([`date,sales\n${lines.join('\n')}`]), 'a.csv');
    const panel = table.ok ? readPanel(table.value, guessPanel(table.value), rules) : null;
    if (!panel?.ok) throw new Error('was not read');
    return panel.value.series[0];
  };
  const kindsOf = async (rules: typeof usualRules) =>
    (await prepare(rules)).repairs.map(({ kind, points }) => ({ kind, points }));

  it('is flagged, and nothing else, before', async () => {
    expect(await kindsOf(usualRules)).toEqual([{ kind: 'outliers', points: [40] }]);
    expect((await prepare(usualRules)).series.y[40]).toBe(5000);
  });

  it('is left out: a point without a value, that counts in no test', async () => {
    const { series } = await prepare(rulesWith('leave-out'));
    expect(series.y[40]).toBeNaN();
    expect(series.filled[40]).toBe(1);
    expect(series.y.filter((_, at) => at !== 40)).toEqual(Float64Array.from(spiked).filter((_, at) => at !== 40));
    expect(await kindsOf(rulesWith('leave-out'))).toEqual([{ kind: 'by-hand', points: [40] }]);
  });

  it('has what is usual in its place, and is known not to be of the file', async () => {
    const { series } = await prepare(rulesWith('usual'));
    expect(Math.abs((series.y[40] as number) - (weekly[40] as number))).toBeLessThanOrEqual(9);
    expect(series.filled[40]).toBe(1);
    expect(await kindsOf(rulesWith('usual'))).toEqual([{ kind: 'by-hand', points: [40] }]);
  });

  it('is replaced where a series would otherwise end without a value', async () => {
    const last = rulesWith('leave-out', msOf(69));
    const both = { ...usualRules, points: withPointRule(last.points, 'sales', msOf(68), 'leave-out') };
    for (const rules of [last, both]) expect((await prepare(rules)).series.y.every(Number.isFinite)).toBe(true);
  });

  it('is passed over where the series has no such point, and in other series', async () => {
    expect(await kindsOf(rulesWith('usual', ms + 1))).toEqual(await kindsOf(usualRules));
    expect(await kindsOf({ ...usualRules, points: { other: { [ms]: 'usual' } } })).toEqual(await kindsOf(usualRules));
  });

  it('is taken back one by one, and for a series at once', async () => {
    const one = withPointRule({}, 'a', 1, 'usual');
    const two = withPointRule(one, 'b', 2, 'leave-out');
    expect(two).toEqual({ a: { 1: 'usual' }, b: { 2: 'leave-out' } });
    expect(withPointRule(two, 'b', 2, null)).toEqual(one);
    expect(withoutPointsOf(two, 'a')).toEqual({ b: { 2: 'leave-out' } });
  });
});

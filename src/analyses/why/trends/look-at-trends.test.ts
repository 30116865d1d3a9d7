import { describe, expect, it } from 'vitest';
import { usualRules } from '../../../series/panel.ts';
import { indexPanel } from '../../../series/panel-index.ts';
import type { Column, NumberColumn, Table, TextColumn } from '../../../table/table.ts';
import { findPrice, lookAtTrends } from './look-at-trends.ts';
import { comparedSteps, meanStretches, wholeYearOf } from './place-year.ts';

const whole = { missing: 0, unreadable: 0, unreadableExamples: [] };
const month = { unit: 'month', every: 1 } as const;
const months = 36;
const names = ['a', 'b'];
const timeOf = (at: number) => Date.UTC(2022, at, 1);
const numbers = (name: string, of: (item: number, at: number) => number): NumberColumn => {
  const values = Float64Array.from({ length: names.length * months }, (_, row) =>
    of(Math.floor(row / months), row % months),
  );
  return { ...whole, kind: 'number', name, values };
};

/** Of two items one grows by a tenth a year, with a December twice as large; the other is as it was until it ends half a year early. */
function tableOf(): Table {
  const dates = { format: 'yyyy-MM-dd', isAmbiguous: false, question: null, madeFrom: null };
  const ids: TextColumn = {
    ...whole,
    kind: 'text',
    name: 'Item',
    codes: Int32Array.from({ length: names.length * months }, (_, row) => Math.floor(row / months)),
    labels: names,
    unlisted: 0,
  };
  const { values } = numbers('Date', (_, at) => timeOf(at));
  const columns: Column[] = [
    { ...whole, kind: 'date', name: 'Date', values, ...dates },
    ids,
    numbers('Units', (item, at) => {
      if (item === 1) return at < 30 ? 50 + (at % 3) : Number.NaN;
      return 100 * 1.1 ** (at / 12) * (at % 12 === 11 ? 2 : 1) + (at % 2);
    }),
    numbers('Price', (_, at) => (at < 24 ? 2 : 3)),
  ];
  const dialect = { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true } as const;
  return { name: 'a.csv', dialect, rowCount: names.length * months, columns, notes: [] } as unknown as Table;
}

describe('lookAtTrends', () => {
  const table = tableOf();
  const price = findPrice(table.columns, [2]);
  const choice = { timeColumn: 0, idColumns: [1], targetColumns: [2], covariateColumns: [] };
  const panel = indexPanel(table, choice);
  if (!panel.ok) throw new Error(panel.problem.code);
  const need = { kind: 'trends-of', from: 0, end: 40, step: month, endMs: timeOf(35), compared: 12 } as const;
  const input = { panel: panel.value, rules: usualRules, target: 0, ids: [table.columns[1]], price };
  const { total, looked, isLevel, items } = lookAtTrends(input, need);

  it('finds growth a year and the month of the peak', () => {
    expect({ total, looked, isLevel, price: price?.name }).toEqual({
      total: 2,
      looked: 2,
      isLevel: false,
      price: 'Price',
    });
    expect(items[0].trend?.change).toBeCloseTo(0.1, 2);
    expect(items[0].trend?.chance).toBeLessThan(0.001);
    expect(new Date(items[0].year?.atMs ?? 0).getUTCMonth()).toBe(11);
  });

  it('sums both periods by the end of the file, and what has ended as nothing', () => {
    const units = table.columns[2].kind === 'number' ? table.columns[2].values : new Float64Array();
    const sum = (from: number, end: number) => units.slice(from, end).reduce((all, value) => all + value, 0);
    expect(items[0].units[0]).toBeCloseTo(sum(12, 24), 6);
    expect(items[0].units[1]).toBeCloseTo(sum(24, 36), 6);
    expect(items[0].money?.[1]).toBeCloseTo(3 * sum(24, 36), 6);
    expect(items[1].units[1]).toBeCloseTo(sum(36 + 24, 36 + 30), 6);
    expect(items[1].money?.[0]).toBeCloseTo(2 * sum(36 + 12, 36 + 24), 6);
  });
});

it('cuts years into stretches that end with the series, and compares what has a year before it', () => {
  expect(Array.from(meanStretches(Float64Array.of(9, 1, 3, 5, 7), 8, 4))).toEqual([2, 6]);
  expect(wholeYearOf({ unit: 'day', every: 1 })).toBe(364);
  expect(wholeYearOf({ unit: 'week', every: 1 })).toBe(52);
  expect(wholeYearOf({ unit: 'row', every: 1 })).toBeNull();
  expect(comparedSteps(timeOf(0), timeOf(35), month)).toBe(12);
  expect(comparedSteps(timeOf(0), timeOf(14), month)).toBe(3);
  expect(comparedSteps(timeOf(0), timeOf(9), month)).toBe(0);
});

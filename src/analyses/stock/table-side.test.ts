import { expect, test } from 'vitest';
import type { Column, Table } from '../../table/table.ts';
import { tableSide } from './table-side.ts';

const tableOf = (...names: string[]) =>
  ({
    columns: [{ name: 'day', kind: 'date' }, ...names.map((name) => ({ name, kind: 'number' }))] as unknown as Column[],
  }) as Table;

test.each([
  [['units'], true],
  [['Menge', 'VK-Preis'], true],
  [['销量'], true],
  [['load_MW', 'temp_C'], false],
  [['用电量'], false],
  [['Passengers'], false],
  [['price'], false],
])('%j can be put into stock: %j', (names, isKept) => {
  expect(tableSide.suits(tableOf(...names)) === null).toBe(isKept);
});

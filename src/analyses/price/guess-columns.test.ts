import { describe, expect, it } from 'vitest';
import { readTable } from '../../table/read-table.ts';
import { areEnough, guessPriceColumns, readFlags } from './guess-columns.ts';
import { tableSide } from './table-side.ts';

async function read(lines: readonly string[]) {
  const table = await readTable(new Blob([lines.join('\n')]), 'x.csv', {});
  if (!table.ok) throw new Error(table.problem.code);
  return table.value;
}

const dated = (head: string, row: (at: number) => string) => [
  `date,${head}`,
  ...Array.from(
    { length: 40 },
    (_, at) =>
      `2025-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')},${row(at)}`,
  ),
];

describe('columns of prices', () => {
  it('are told by their names in several languages, cost and rivals apart', async () => {
    const german = await read(
      dated(
        'Artikelnr.,Menge,EK-Preis,VK-Preis,Aktion,Umsatz',
        (at) => `A${at % 2},${at},1.5,${2 + (at % 3)},${at % 9 ? 'N' : 'J'},${at * 2}`,
      ),
    );
    expect(guessPriceColumns(german, ['Menge'])).toEqual({
      units: 'Menge',
      price: 'VK-Preis',
      revenue: 'Umsatz',
      promotion: 'Aktion',
      cost: 'EK-Preis',
      rival: null,
    });
    const chinese = await read(
      dated('商品,销量,单价,促销', (at) => `甲${at % 2},${at},${5 + (at % 3)},${at % 9 ? '否' : '是'}`),
    );
    expect(guessPriceColumns(chinese, ['销量'])).toMatchObject({ units: '销量', price: '单价', promotion: '促销' });
  });

  it('a promotion is what says yes, or the rarer text', async () => {
    const table = await read(
      dated(
        'units,price,promo,leaflet offer',
        (at) => `${at},5,${at % 4 ? 'no' : 'yes'},${at % 5 ? 'regular' : 'leaflet'}`,
      ),
    );
    const flags = (name: string) =>
      readFlags(table.columns.find((column) => column.name === name) as (typeof table.columns)[number]);
    expect([...flags('promo').subarray(0, 6)]).toEqual([1, 0, 0, 0, 1, 0]);
    expect([...flags('leaflet offer').subarray(0, 6)]).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('the analysis is offered where a price varies beside quantities, and says why not where it never does', async () => {
    const suits = async (head: string, row: (at: number) => string) => tableSide.suits(await read(dated(head, row)));
    expect(await suits('units,price', (at) => `${at},${4 + (at % 2)}`)).toBeNull();
    expect(await suits('units,revenue', (at) => `${at + 1},${5 * at}`)).toBeNull();
    expect(await suits('units,price', (at) => `${at},4`)).toEqual({
      code: 'price-constant',
      params: { column: 'price' },
    });
    expect(await suits('visits,temperature', (at) => `${at},${at % 7}`)).toMatchObject({ code: 'no-price' });
    expect(areEnough({ units: 'a', price: null, revenue: 'b' })).toBe(true);
  });
});

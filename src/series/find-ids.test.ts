import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

async function guess(lines: string[]) {
  const table = await readTable(new Blob([lines.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = guessPanel(table.value);
  const nameOf = (index: number) => table.value.columns[index].name;
  const { questions } = panel;
  const reading = readPanel(table.value, panel, usualRules);
  const series = reading.ok ? reading.value.series.map((one) => one.series.uniqueId) : [];
  return { ids: panel.idColumns.map(nameOf), targets: panel.targetColumns.map(nameOf), questions, series };
}

/** Rows of each id, day by day. */
function rowsOf(ids: string[], days = 30): string[] {
  return ids.flatMap((id, n) =>
    Array.from({ length: days }, (_, i) => `${id},${day(i)},${20 + n * 30 + ((i * 7) % 11)}`),
  );
}

describe('ids are the texts of the file', () => {
  it.each([
    ['zeros in front', 'store', ['0042', '0007', '0130']],
    ['zeros in front of some', 'Konto', ['0042', '7', '130', '00100221']],
    ['eighteen digits', 'material', ['900719925474099301', '900719925474099302', '900719925474099303']],
    ['exponents', 'sku', ['713752e1', '713752e2', '7137520']],
    ['an exponent among words', 'variant', ['1E3', '1000', 'A7']],
    ['letters behind some', 'StockCode', ['85123A', '71053', '84406B', '22752']],
    ['no known name', 'x7', ['0042', '0007', '0130']],
  ])('%s', async (_, name, ids) => {
    expect(await guess([`${name},date,sales`, ...rowsOf(ids)])).toMatchObject({
      ids: [name],
      targets: ['sales'],
      series: ids,
    });
  });

  it('also where zeros in front come late in the file', async () => {
    const ids = ['4711', '0815'];
    const lines = ['Konto,date,sales', ...rowsOf(ids, 1500)];
    expect(await guess(lines)).toMatchObject({ ids: ['Konto'], series: ids });
  });

  it('but amounts with zeros in front stay numbers, and so does the only column of numbers', async () => {
    const padded = (i: number) => String((i * 7) % 90).padStart(4, '0');
    const dates = Array.from({ length: 30 }, (_, i) => i);
    expect(await guess(['date,Menge', ...dates.map((i) => `${day(i)},${padded(i)}`)])).toMatchObject({
      targets: ['Menge'],
    });
    expect(await guess(['date,x', ...dates.map((i) => `${day(i)},${padded(i)}`)])).toMatchObject({ targets: ['x'] });
  });
});

describe('a column of numbers is an id by what it does', () => {
  it.each(['ean', 'upc', 'plu', 'Konto', 'WERKS', 'MATNR', 'x', 'Größe 2'])('%s', async (name) => {
    const ids = ['4006381333931', '4006381333948'];
    expect(await guess([`${name},week,units`, ...rowsOf(ids)])).toMatchObject({
      ids: [name],
      targets: ['units'],
      series: ids,
    });
  });

  it('whatever stands beside it that differs, too', async () => {
    const lines = ['date,a,b,c'];
    for (let i = 0; i < 40; i++)
      for (const a of [11, 12, 13]) lines.push(`${day(i)},${a},${(i * 7 + a) % 17},${(i * a) % 5}.5`);
    expect((await guess(lines)).ids).toEqual(['a']);
  });

  it('finds columns that only tell rows apart together', async () => {
    const lines = ['date,store,item,group,units'];
    for (let i = 0; i < 20; i++)
      for (let store = 1; store <= 10; store++)
        for (let item = 1; item <= 50; item++)
          lines.push(`${day(i)},${store},${item},g${item % 5},${(i * 7 + store + item) % 23}`);
    const found = await guess(lines);
    expect(found).toMatchObject({ ids: ['store', 'item'], targets: ['units'] });
    expect(found.series).toHaveLength(500);
  });
});

describe('rows that share date and series', () => {
  it('are asked about where no column tells them apart, with what each would give', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `${day(i >> 3)},${['cash', 'card'][i % 2]},${(i * 7) % 50}.5`);
    const { ids, questions } = await guess(['date,payment,amount', ...rows]);
    expect(ids).toEqual([]);
    expect(questions).toEqual([
      {
        code: 'whose-rows',
        column: null,
        options: [
          { ids: [], series: 1, mergedRows: 350 },
          { ids: ['payment'], series: 2, mergedRows: 300 },
        ],
        chosen: 0,
      },
    ]);
  });

  it('are not asked about where they are few', async () => {
    const rows = rowsOf(['A', 'B']);
    expect((await guess(['shop,date,sales', ...rows, rows[3]])).questions).toBeUndefined();
  });

  it.each(['促销', 'x'])('do not make an id of a flag that changes from day to day: %s', async (flag) => {
    const rows = rowsOf(['北京', '上海', '广州'], 199).map((row, i) => `${row},${i % 3 === 0 ? 1 : 0}`);
    // Sent twice, each with the other flag.
    const twice = [50, 250, 450].map((at) => `${rows[at].slice(0, -1)}${rows[at].endsWith('1') ? 0 : 1}`);
    const found = await guess([`shop,date,sales,${flag}`, ...rows, ...twice]);
    expect(found).toMatchObject({ ids: ['shop'], targets: ['sales'], series: ['北京', '上海', '广州'] });
  });

  it('but of a column that tells two shops of one product apart', async () => {
    const rows = rowsOf(Array.from({ length: 40 }, (_, i) => `p${i}`)).map((row) => `${row},north`);
    const second = rowsOf(['p7'], 30).map((row) => `${row},south`);
    const { ids, series } = await guess(['product,date,sales,where', ...rows, ...second]);
    expect(ids).toEqual(['product', 'where']);
    expect(series).toHaveLength(41);
  });
});

it('never merges rows of different ids, whatever these are', async () => {
  const id = fc.oneof(
    fc.stringMatching(/^0\d{1,6}$/),
    fc.stringMatching(/^[1-9]\d{0,19}$/),
    fc.stringMatching(/^[1-9]\d{0,3}[eE]\d$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(id, { minLength: 2, maxLength: 6 }), async (ids) => {
      expect((await guess(['k,date,sales', ...rowsOf(ids, 12)])).series).toEqual(ids);
    }),
    { numRuns: 60 },
  );
});

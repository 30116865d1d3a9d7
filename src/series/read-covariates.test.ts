import { expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { type CovariateRole, type PanelReading, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

/** @param roles of columns by name, in place of what is guessed */
async function read(lines: string[], roles: Record<string, CovariateRole> = {}) {
  const table = await readTable(new Blob([lines.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const { columns } = table.value;
  const guess = guessPanel(table.value);
  const places = columns.map(({ name }) => name);
  const byHand = Object.fromEntries(Object.entries(roles).map(([name, role]) => [places.indexOf(name), role]));
  const choice = {
    ...guess,
    covariateColumns: [...new Set([...guess.covariateColumns, ...Object.keys(byHand).map(Number)])],
    covariateRoles: { ...guess.covariateRoles, ...byHand },
  };
  const panel = readPanel(table.value, choice, usualRules);
  if (!panel.ok) throw new Error(panel.problem.code);
  const guessed = Object.fromEntries(
    guess.covariateColumns.map((place) => [places[place], guess.covariateRoles?.[place]]),
  );
  return { guessed, panel: panel.value };
}

const only = ({ series }: PanelReading) => series[0];
const covariatesOf = (panel: PanelReading) =>
  only(panel).series.covariates?.map(({ name, known, values }) => ({ name, known, values: [...values] }));

test('a column that goes on where the target has ended is known ahead, and its rows are no repair', async () => {
  const rows = Array.from({ length: 15 }, (_, i) => `${day(i)},${i < 12 ? 20 + (i % 3) : ''},${i % 2},${30 + i}`);
  const { guessed, panel } = await read([
    'date,sales,promo,temperature',
    ...rows.map((row, i) => (i < 12 ? row : row.replace(/,\d+$/, ','))),
  ]);
  expect(guessed).toEqual({ promo: 'future', temperature: 'past' });
  const { series, repairs } = only(panel);
  expect(series.y).toHaveLength(12);
  expect(repairs).toEqual([]);
  expect(covariatesOf(panel)).toEqual([
    { name: 'promo', known: 'future', values: Array.from({ length: 15 }, (_, i) => i % 2) },
    { name: 'temperature', known: 'past', values: Array.from({ length: 12 }, (_, i) => 30 + i) },
  ]);
});

test('where nothing goes on, columns are known afterwards unless one says otherwise', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `${day(i)},${20 + (i % 3)},${i % 2}`);
  const lines = ['date,sales,promo', ...rows];
  expect((await read(lines)).guessed).toEqual({ promo: 'past' });
  const { panel } = await read(lines, { promo: 'future' });
  expect(covariatesOf(panel)?.[0]).toMatchObject({ known: 'future', values: { length: 12 } });
});

test('a date without a price keeps the price before it, and nothing is known before the first', async () => {
  const prices = ['', '5', '', '7', '7', '', '8', '8', '8', '8'];
  const rows = prices.map((price, i) => `${day(i)},${20 + (i % 3)},${price}`);
  const { panel } = await read(['date,sales,price', ...rows]);
  expect(covariatesOf(panel)?.[0].values).toEqual([Number.NaN, 5, 5, 7, 7, 7, 8, 8, 8, 8]);
});

test('a mark that is there or not is yes or no', async () => {
  const rows = Array.from({ length: 10 }, (_, i) => `${day(i)},${20 + (i % 3)},${i === 4 ? 1 : ''}`);
  const { panel } = await read(['date,sales,promo', ...rows]);
  expect(covariatesOf(panel)?.[0].values).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
});

test('a column that says yes or nothing is one of yes and no, one with a remark is none', async () => {
  const rows = Array.from(
    { length: 10 },
    (_, i) => `${day(i)},${20 + (i % 3)},${i % 4 === 1 ? '是' : ''},${i % 5 ? '' : '已核对'}`,
  );
  const { guessed, panel } = await read(['日期,销售额,节假日,备注', ...rows]);
  expect(guessed).toEqual({ 节假日: 'past' });
  expect(covariatesOf(panel)?.[0].values).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
});

test('texts become yes and no for each, the most frequent first', async () => {
  const weather = ['sun', 'rain', 'sun', 'sun', 'rain', 'sun', 'snow', 'sun', 'rain', 'sun'];
  const rows = weather.map((text, i) => `${day(i)},${20 + (i % 3)},${text}`);
  const { guessed, panel } = await read(['date,sales,weather', ...rows]);
  expect(guessed).toEqual({ weather: 'past' });
  expect(covariatesOf(panel)?.map(({ name }) => name)).toEqual(['weather: sun', 'weather: rain', 'weather: snow']);
  expect(covariatesOf(panel)?.[1].values).toEqual(weather.map((text) => (text === 'rain' ? 1 : 0)));
});

test('what is the same in all rows of a series describes it', async () => {
  const rows = ['north', 'south'].flatMap((store, at) =>
    Array.from(
      { length: 12 },
      (_, i) => `${day(i)},${store},${['city', 'village'][at]},${(at + 1) * 400},${20 + (i % 3) + at},${i % 2}`,
    ),
  );
  const { guessed, panel } = await read(['date,store,kind,area,sales,promo', ...rows]);
  expect(guessed).toEqual({ kind: 'static', area: 'static', promo: 'past' });
  expect(panel.series.map(({ series }) => series.statics)).toEqual([
    [
      { name: 'kind', value: 'city' },
      { name: 'area', value: '400' },
    ],
    [
      { name: 'kind', value: 'village' },
      { name: 'area', value: '800' },
    ],
  ]);
});

test('rows that are added up bring the mean of what goes with them', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${day(Math.floor(i / 2))},${10 + (i % 3)},${i % 4}`);
  const { panel } = await read(['date,sales,price', ...rows]);
  expect(covariatesOf(panel)?.[0].values.slice(0, 4)).toEqual([0.5, 2.5, 0.5, 2.5]);
});

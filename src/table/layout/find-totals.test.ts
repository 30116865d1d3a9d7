import { expect, test } from 'vitest';
import { readTable } from '../read-table.ts';

async function read(lines: string[]) {
  const table = await readTable(new Blob([lines.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const { rowCount, notes, columns } = table.value;
  const labels = columns.find((column) => column.kind === 'text');
  const left = notes.leftOut?.map(({ reason, rows, names }) => [reason, rows, names]) ?? [];
  return { rowCount, left, names: labels?.kind === 'text' ? labels.labels : [] };
}

const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}`);
const amountOf = (shop: number, i: number) => 100 * (shop + 1) + ((i * 7 + shop) % 11);

test('a product whose name begins with a word for totals keeps its rows, the last one too', async () => {
  const products = ['Total 0% Yogurt', 'Activia', 'Mean Green Juice'];
  const rows = months.flatMap((month, i) => products.map((product, p) => `${product},${month},${amountOf(p, i)}`));
  expect(await read(['product,month,units', ...rows])).toEqual({ rowCount: 36, left: [], names: products });
});

test.each(['by month', 'by shop'])('sums kept as rows with dates are left out by name, ordered %s', async (order) => {
  const shops = ['Bonn', 'Ulm', 'Subtotal South', 'Kiel', 'Bremen', 'North Total', 'Total'];
  const sumOf = (i: number, places: number[]) => places.reduce((sum, place) => sum + amountOf(place, i), 0);
  const value = (shop: number, i: number) =>
    shop === 2
      ? sumOf(i, [0, 1])
      : shop === 5
        ? sumOf(i, [3, 4])
        : shop === 6
          ? sumOf(i, [0, 1, 3, 4])
          : amountOf(shop, i);
  const row = (shop: number, i: number) => `${months[i]},${shops[shop]},${value(shop, i)}`;
  const rows =
    order === 'by month'
      ? months.flatMap((_, i) => shops.map((_, shop) => row(shop, i)))
      : shops.flatMap((_, shop) => months.map((_, i) => row(shop, i)));
  expect(await read(['month,shop,sales', ...rows])).toEqual({
    rowCount: 48,
    left: [['totals', 36, ['Subtotal South', 'North Total', 'Total']]],
    names: ['Bonn', 'Ulm', 'Kiel', 'Bremen'],
  });
});

test('a total of all shops for each product is left out', async () => {
  const shops = ['Bonn', 'Ulm', 'All'];
  const rows = months.flatMap((month, i) =>
    ['tea', 'milk'].flatMap((product, p) =>
      shops.map((shop, s) => {
        const amount = (place: number) => amountOf(place, i + p);
        return `${shop},${product},${month},${s === 2 ? amount(0) + amount(1) : amount(s)}`;
      }),
    ),
  );
  expect(await read(['shop,product,month,units', ...rows])).toMatchObject({
    rowCount: 48,
    left: [['totals', 24, ['All']]],
  });
});

test('subtotals and several totals of a table with time across are left out', async () => {
  const numbers = (...shops: number[]) =>
    months.map((_, i) => shops.reduce((sum, shop) => sum + amountOf(shop, i), 0)).join();
  const lines = [
    `shop,${months.join()}`,
    `Bonn,${numbers(0)}`,
    `Ulm,${numbers(1)}`,
    `Subtotal South,${numbers(0, 1)}`,
    `Kiel,${numbers(2)}`,
    `Bremen,${numbers(3)}`,
    `Subtotal North,${numbers(2, 3)}`,
    `Grand total,${numbers(0, 1, 2, 3)}`,
    `Average,${months.map((_, i) => (amountOf(0, i) + amountOf(1, i) + amountOf(2, i) + amountOf(3, i)) / 4).join()}`,
  ];
  expect(await read(lines)).toEqual({
    rowCount: 48,
    left: [['totals', 4, ['Average', 'Grand total', 'Subtotal North', 'Subtotal South']]],
    names: ['Bonn', 'Ulm', 'Kiel', 'Bremen'],
  });
});

test('a company called Total is none, and a word that stands for all is one only where the numbers say so', async () => {
  const companies = ['Shell', 'BP', 'Total'].map(
    (name, c) => `${name},${months.map((_, i) => amountOf(2 - c, i)).join()}`,
  );
  expect(await read([`company,${months.join()}`, ...companies])).toMatchObject({
    left: [],
    names: ['Shell', 'BP', 'Total'],
  });
  const brands = months.flatMap((month, i) => ['All', 'Dove'].map((name, b) => `${name},${month},${amountOf(b, i)}`));
  expect(await read(['brand,month,units', ...brands])).toMatchObject({ rowCount: 24, left: [] });
});

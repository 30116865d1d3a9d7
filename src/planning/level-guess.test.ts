import { expect, test } from 'vitest';
import { guessPanel } from '../series/guess-panel.ts';
import type { PanelChoice } from '../series/panel.ts';
import { indexPanel } from '../series/panel-index.ts';
import { readTable } from '../table/read-table.ts';
import { buildHierarchy } from './hierarchy.ts';
import { groupsBelow, guessLevels, leavesBelow, readGroupColumns } from './level-guess.ts';

async function readText(text: string, choose: (names: string[]) => Partial<PanelChoice> = () => ({})) {
  const table = await readTable(new Blob([text]), 'sales.csv', {});
  if (!table.ok) throw new Error(table.problem.code);
  const names = table.value.columns.map(({ name }) => name);
  const choice = { ...guessPanel(table.value), covariateColumns: [], ...choose(names) };
  const index = indexPanel(table.value, choice);
  if (!index.ok) throw new Error(index.problem.code);
  return { ...readGroupColumns(table.value, index.value, choice), leaves: index.value.count };
}

/** @param cells store, number, article, group of each leaf */
function writePanel(
  cells: readonly (readonly string[])[],
  weeks = 30,
  change?: (week: number, cell: string[]) => void,
) {
  const rows = Array.from({ length: weeks }, (_, week) =>
    cells.map((cell, at) => {
      const date = new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10);
      const own = [...cell];
      change?.(week, own);
      return [date, ...own, (week + at) % 2 === 0 ? 'J' : 'N', 10 + ((week * 7 + at * 3) % 11)].join(',');
    }),
  );
  return ['date,store,number,article,group,promo,quantity', ...rows.flat()].join('\n');
}

const articles = ['a', 'b', 'c', 'd', 'e', 'f'];
const cells = ['Köln', 'Bonn', 'Kiel'].flatMap((store) =>
  articles.map((article, at) => [store, String(100 + at), `Article ${article}`, at < 3 ? 'Drinks' : 'Bread']),
);
const byStoreAndArticle = (names: string[]) => ({ idColumns: [names.indexOf('store'), names.indexOf('article')] });

test('columns that group the series are found, those that change within them are not', async () => {
  const { columns, changing, leaves } = await readText(writePanel(cells), byStoreAndArticle);
  expect(changing).toEqual(['promo']);
  expect(leaves).toBe(18);
  expect(columns.map(({ name, groups }) => [name, groups])).toEqual([
    ['store', 3],
    ['number', 6],
    ['article', 6],
    ['group', 2],
  ]);
});

test('which column determines which, what says the same, and the levels nested and crossed', async () => {
  const { columns, leaves } = await readText(writePanel(cells), byStoreAndArticle);
  const guess = guessLevels(columns, leaves);
  expect(guess.columns.map(({ name, twins }) => [name, twins])).toEqual([
    ['group', []],
    ['store', []],
    ['article', ['number']],
  ]);
  expect(guess.determines).toEqual([
    [true, false, false],
    [false, true, false],
    [true, false, true],
  ]);
  expect(guess.levels.map((level) => [...level.columns.map((at) => guess.columns[at].name), level.totals])).toEqual([
    [1],
    ['group', 2],
    ['store', 3],
    ['article', 6],
    ['group', 'store', 6],
  ]);
  expect(guess.levels.every(({ isTaken }) => isTaken)).toBe(true);
});

test('a path leads from the groups to the leaves', async () => {
  const { columns, leaves } = await readText(writePanel(cells), byStoreAndArticle);
  const guess = guessLevels(columns, leaves);
  const below = leavesBelow(guess.columns, [{ column: 0, label: 'Bread' }], leaves);
  expect(below).toHaveLength(9);
  const stores = groupsBelow(guess.columns[1], below);
  expect(stores.map(({ label, leaves: own }) => [label, own.length])).toEqual([
    ['Köln', 3],
    ['Bonn', 3],
    ['Kiel', 3],
  ]);
  const path = [
    { column: 0, label: 'Bread' },
    { column: 1, label: 'Kiel' },
  ];
  expect(leavesBelow(guess.columns, path, leaves)).toEqual(stores[2].leaves);
});

test('leaves without a parent are said, and are added up on their own', async () => {
  const open = cells.map((cell, at) => (at === 4 ? [...cell.slice(0, 3), ''] : cell));
  const { columns, leaves } = await readText(writePanel(open), byStoreAndArticle);
  const guess = guessLevels(columns, leaves);
  const group = guess.columns.find(({ name }) => name === 'group');
  expect(group?.missing).toEqual([4]);
  const place = guess.columns.findIndex(({ name }) => name === 'group');
  const hierarchy = buildHierarchy(guess.columns, [{ columns: [place] }], leaves);
  expect(hierarchy.labels).toEqual([['Drinks'], ['Bread'], [null]]);
  expect([...hierarchy.starts]).toEqual([0, 9, 17, 18]);
});

test('a label that only some leaves have tells them apart; one that all have does not', async () => {
  const open = cells.map((cell, at) => [...cell.slice(0, 3), at < 3 ? 'Drinks' : '']);
  const [some, all] = [open, cells.map((cell) => [...cell.slice(0, 3), 'Drinks'])].map((own) => writePanel(own));
  expect((await readText(some, byStoreAndArticle)).columns.map(({ name }) => name)).toContain('group');
  expect((await readText(all, byStoreAndArticle)).columns.map(({ name }) => name)).not.toContain('group');
});

test('a series that stood under two parents is said, and counted under its last', async () => {
  const text = writePanel(cells, 30, (week, cell) => {
    if (cell[0] === 'Bonn' && cell[2] === 'Article a' && week >= 20) cell[3] = 'Bread';
  });
  const { columns, changing, leaves } = await readText(text, byStoreAndArticle);
  const group = columns.find(({ name }) => name === 'group');
  // One of 18 is more than a few: the column would say what happened.
  expect(group).toBeUndefined();
  expect(changing).toContain('group');
  const many = ['Köln', 'Bonn', 'Kiel', 'Ulm'].flatMap((store) =>
    articles.map((article, at) => [store, String(100 + at), `Article ${article}`, at < 3 ? 'Drinks' : 'Bread']),
  );
  const moved = await readText(
    writePanel(many, 30, (week, cell) => {
      if (cell[0] === 'Bonn' && cell[2] === 'Article a' && week >= 20) cell[3] = 'Bread';
    }),
    byStoreAndArticle,
  );
  expect(leaves).toBe(18);
  const guess = guessLevels(moved.columns, moved.leaves);
  const place = guess.columns.findIndex(({ name }) => name === 'group');
  expect(guess.columns[place].moved).toEqual([6]);
  expect(guess.columns[place].labels[guess.columns[place].codes[6]]).toBe('Bread');
  // The same article is now in two groups: neither determines the other, and the sums are still sums of leaves.
  const article = guess.columns.findIndex(({ name }) => name === 'article');
  expect(guess.determines[article][place]).toBe(false);
  const hierarchy = buildHierarchy(guess.columns, [{ columns: [place] }, { columns: [article, place] }], moved.leaves);
  expect([...hierarchy.starts.slice(0, 3)]).toEqual([0, 11, 24]);
  expect(hierarchy.totals).toBe(2 + 7);
});

test('a file of one series, or of columns side by side, has the one total', async () => {
  const alone = await readText(
    ['date,y', ...Array.from({ length: 20 }, (_, day) => `2024-01-${10 + day},${day}`)].join('\n'),
  );
  expect(guessLevels(alone.columns, alone.leaves).levels).toEqual([{ columns: [], totals: 1, isTaken: true }]);
  const wide = await readText(
    [
      'date,north,south,west',
      ...Array.from({ length: 20 }, (_, day) => `2024-01-${10 + day},${day},${day + 3},4${day}`),
    ].join('\n'),
  );
  const { levels } = guessLevels(wide.columns, wide.leaves);
  expect(levels.map(({ totals }) => totals)).toEqual([1]);
});

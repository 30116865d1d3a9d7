/**
 * A clean table with one thing wrong in one of its rows reads as the clean one. The kinds of pollution are those of Pollock
 * (Vitagliano et al. 2023, "Pollock: A Data Loading Benchmark") that leave one right answer.
 */
import { expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import type { Column } from './table.ts';

const header = ['DATE', 'TIME', 'Qty', 'PRODUCTID', 'Price', 'ProductType', 'Description', 'URL', 'Comments'];
const rows = Array.from({ length: 60 }, (_, i) => [
  `${String(1 + (i % 28)).padStart(2, '0')}/0${1 + Math.floor(i / 28)}/2018`,
  `${String(i % 24).padStart(2, '0')}:0${i % 10}`,
  String(1 + (i % 7)),
  `P-${100 + i}`,
  (1 + i * 1.25).toFixed(2),
  ['Toy', 'Book', 'Food'][i % 3] as string,
  i % 4 === 0 ? `Nice, item ${i}` : `Item ${i}`,
  `http://example.com/${i}`,
  `he said ok ${i}`,
]);
const write = (cells: string[]) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell));

const kinds: Record<string, (cells: string[], at: number) => string> = {
  'a stray quote in front of a cell': (cells, at) => cells.with(at, `"${cells[at]}`).join(','),
  'a stray quote behind a cell': (cells, at) => cells.with(at, `${cells[at]}"`).join(','),
  'a delimiter too many': (cells, at) => cells.with(at, `${cells[at]},`).join(','),
  'another delimiter': (cells) => cells.join(';'),
  'spaces around a cell': (cells, at) => cells.with(at, `  ${cells[at]} `).join(','),
};

function describe(column: Column): unknown {
  if (column.kind === 'text') return [column.name, Array.from(column.codes, (code) => column.labels[code] ?? null)];
  return [column.name, Array.from(column.values)];
}

async function readLines(lines: string[]): Promise<unknown> {
  const result = await readTable(new Blob([`${lines.join('\n')}\n`]), 'a.csv');
  return result.ok ? result.value.columns.map(describe) : result.problem;
}

/** Behind a digit a quote may be an inch mark, which belongs to a text. */
function hasOneAnswer(kind: string, row: number, at: number): boolean {
  const isText = [1, 3, 6, 7, 8].includes(at);
  return kind !== 'a stray quote behind a cell' || !isText || /\D"?$/.test(write(rows[row])[at] as string);
}

it.each(Object.entries(kinds))('reads a table with %s in a row', async (kind, pollute) => {
  const clean = [header, ...rows.map(write)].map((cells) => cells.join(','));
  const expected = await readLines(clean);
  for (const row of [0, 1, 8, 33, 59]) {
    for (const at of header.keys()) {
      if (!hasOneAnswer(kind, row, at)) continue;
      const polluted = clean.with(row + 1, pollute(write(rows[row]), at));
      expect(await readLines(polluted), polluted[row + 1]).toEqual(expected);
    }
  }
});

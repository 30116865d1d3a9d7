import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideDateFormat } from '../dates/decide-date-format.ts';
import { PlainRows } from '../text/plain-rows.ts';
import type { ColumnPlan } from './column-plan.ts';
import { createColumnReader } from './column-reader.ts';

/** Rows of one cell in the bytes of a file. */
function plainRows(cells: string[]) {
  const encoder = new TextEncoder();
  const bounds: number[] = [];
  let text = '';
  for (const cell of cells) {
    const start = encoder.encode(text).length;
    bounds.push(start, start + encoder.encode(cell).length);
    text += `${cell}\n`;
  }
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const plain = new PlainRows(encoder.encode(text), Int32Array.from(bounds), 1, decode);
  return { plain, from: 0, to: cells.length };
}

function read(plan: ColumnPlan, pieces: string[][], asBytes: boolean) {
  const reader = createColumnReader(plan, 10);
  let row = 1;
  for (const cells of pieces) {
    reader.read(asBytes ? plainRows(cells) : cells.map((cell) => [cell]), 0, row);
    row += cells.length;
  }
  const { readable, unreadable, evidence, lossy } = reader;
  return { readable, unreadable, evidence, lossy, column: reader.finish('a') };
}

const dates = (cells: string[]): ColumnPlan => {
  const context = { soundsLikeTime: true, isFirst: true, isKey: false, isNamed: true, usualOrder: 'dmy' as const };
  const decision = decideDateFormat(cells, context);
  if (!decision) throw new Error('no dates');
  return { kind: 'date', ...decision };
};

const odd = [
  '',
  ' ',
  'NA',
  '-',
  'x',
  "'5'",
  '"',
  'Žluť',
  '店',
  '😀',
  'n/a',
  'Total',
  '5"',
  '3 €',
  '0,5',
  '1e5',
  '12.5.',
];
const numbers = [
  '0',
  '-0',
  '007',
  '0.5',
  '12',
  '-3.25',
  ' 7 ',
  '1234567890',
  '900719925474099301',
  '0.1234567890123456789',
];
const days = ['2024-01-31', '2024-02-30', '2024-1-5', '2024-01-31 18:30', '2024-01-31T18:30:05', '2024-01-31 24:00'];
const more = [
  '2024-01-31 6:30 pm',
  '2024-01-31T18:30:05.25Z',
  "'2024-01-31",
  '31.01.2024',
  '01/02/2024',
  '1.2.24',
  'Jan 2024',
];

const plans: Record<string, ColumnPlan> = {
  numbers: { kind: 'number', style: { decimalMark: '.', unit: '' } },
  'numbers with decimal commas': { kind: 'number', style: { decimalMark: ',', unit: '€' } },
  texts: { kind: 'text' },
  'ISO dates': dates(['2024-01-31 18:30', '2024-02-01 18:30']),
  'dates with a zone': dates(['2024-01-31T18:30:05Z', '2024-02-01T18:30:05Z']),
  'dates that may be either way': dates(['01/02/2024', '02/02/2024', '03/02/2024']),
  'dates in two ways': dates([...Array(8).fill('2024-01-31'), ...Array(6).fill('31.01.2024')]),
  months: dates(['Jan 2024', 'Feb 2024', 'Mar 2024']),
};

it.each(Object.entries(plans))('reads the same from bytes as from texts: %s', (_, plan) => {
  const cell = fc.constantFrom(...odd, ...numbers, ...days, ...more);
  // The same cell often stands several times.
  const cells = fc.array(fc.tuple(cell, fc.integer({ min: 1, max: 3 })), { maxLength: 25 });
  const pieces = fc.array(
    cells.map((some) => some.flatMap(([text, times]) => Array<string>(times).fill(text))),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(pieces, (all) => {
      expect(read(plan, all, true)).toEqual(read(plan, all, false));
    }),
    { numRuns: 200 },
  );
});

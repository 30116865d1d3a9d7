import { describe, expect, it } from 'vitest';
import { readTable } from '../read-table.ts';
import type { ReadChoices } from '../table.ts';
import { saysClosed } from './closed-words.ts';

async function read(text: string, choices: ReadChoices = {}) {
  const table = await readTable(new Blob([text]), 'a.csv', { choices });
  if (!table.ok) throw new Error(JSON.stringify(table.problem));
  const { columns, notes, dialect } = table.value;
  const valuesOf = (name: string) => {
    const column = columns.find((one) => one.name === name);
    return column?.kind === 'number' ? Array.from(column.values) : column?.kind;
  };
  return { columns, notes, dialect, valuesOf };
}

const days = (cells: readonly (string | number)[], name = 'sales') =>
  [`date,${name}`, ...cells.map((cell, i) => `2024-03-${String(i + 1).padStart(2, '0')},${cell}`)].join('\n');
const open = [12, 15, 11, 18, 14];

describe('words for a closed day', () => {
  it.each([
    'closed',
    ' CLOSED ',
    '"Geschlossen"',
    'Feiertag',
    'fermé',
    'cerrado',
    '休业',
    '休息',
    '定休日',
    'Закрыто',
    'holiday.',
  ])('%s', (cell) => expect(saysClosed(cell)).toBe(true));
  it.each(['closed (Easter)', 'geschlossen: Inventur', 'closed - stock taking', '休业（春节）'])(
    '%s, whatever follows',
    (cell) => expect(saysClosed(cell)).toBe(true),
  );
  it.each(['open', 'pending', 'enclosed', 'closed-end fund', 'holiday pay', 'n/a', '', '12', '-5', 'disclosed'])(
    '%s is none',
    (cell) => expect(saysClosed(cell)).toBe(false),
  );
});

describe('a column of amounts', () => {
  it('is zero there, which is counted and can be taken back', async () => {
    const text = days([...open, 'closed', 'Closed (storm)', ...open]);
    const { notes, columns, valuesOf } = await read(text);
    expect(valuesOf('sales')).toEqual([...open, 0, 0, ...open]);
    expect(notes.closed).toEqual([{ column: 'sales', word: 'closed', cells: 2 }]);
    expect(columns[1]).toMatchObject({ missing: 0, unreadable: 0 });
    const back = await read(text, { columns: { sales: { closedIsMissing: true } } });
    expect(back.valuesOf('sales')).toEqual([...open, Number.NaN, Number.NaN, ...open]);
    expect(back.notes.closed).toBeUndefined();
  });

  it('stays one of numbers where it is closed more often than not, from the first row on', async () => {
    const { dialect, valuesOf } = await read(days(['closed', 'closed', 'closed', 5, 'closed', 'closed', 7, 'closed']));
    expect(dialect.headerRows).toBe(1);
    expect(valuesOf('sales')).toEqual([0, 0, 0, 5, 0, 0, 7, 0]);
  });

  it.each([
    ['price', open],
    ['change', [3, -2, 4, -1, 2]],
  ])('is not one of %s, where nothing is known of the day', async (name, cells) => {
    const { notes, columns, valuesOf } = await read(days([...cells, 'closed', ...cells], name));
    expect(valuesOf(name)).toEqual([...cells, Number.NaN, ...cells]);
    expect(notes.closed).toBeUndefined();
    expect(columns[1]).toMatchObject({ missing: 1 });
  });

  it('is not one of states', async () => {
    expect((await read(days(['closed', 'open', 'open', 'closed'], 'state'))).valuesOf('state')).toBe('text');
    expect((await read(days(['closed', 'closed'], 'state'))).valuesOf('state')).not.toContain(0);
  });
});

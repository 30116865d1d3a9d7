import { describe, expect, it } from 'vitest';
import { createWords } from '../../i18n/words.ts';
import type { Repairs } from '../../series/series.ts';
import type { LoadedData } from '../../session/run.ts';
import { sayRepairs } from './repairs.ts';

const words = createWords('en');
const clean: Repairs = {
  rowsRead: 4,
  undatedRows: 0,
  wasSorted: true,
  movedDates: 0,
  duplicates: 0,
  duplicateRule: 'mean',
  gaps: 0,
  emptyCells: 0,
  unreadableCells: 0,
  fillRule: 'linear',
  trimmed: 0,
};

function loaded(repairs: Partial<Repairs>, filled: number[] = [0, 0, 0, 0]): LoadedData {
  const column = { missing: 0, unreadable: 1, unreadableExamples: [{ row: 3, text: 'n/v' }] };
  return {
    source: { name: 'a.csv', blob: new Blob() },
    choice: { timeColumn: 0, targetColumn: 1 },
    profile: {
      name: 'a.csv',
      bytes: 1,
      rowCount: 4,
      raggedRows: 0,
      dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
      columns: [
        { ...column, name: 'day', kind: 'date' },
        { ...column, name: 'sales', kind: 'number' },
      ],
      guess: { timeColumn: 0, targetColumn: 1 },
    },
    series: {
      uniqueId: 'sales',
      step: { unit: 'day', every: 1 },
      firstMs: 0,
      y: new Float64Array(4),
      filled: Uint8Array.from(filled),
    },
    repairs: { ...clean, ...repairs },
  };
}

describe('sayRepairs', () => {
  it('says that nothing had to be repaired', () => {
    expect(sayRepairs(words, loaded({}))).toEqual(['Every row had its date and value: nothing had to be repaired.']);
  });

  it('counts each repair and states its rule', () => {
    const repairs = { wasSorted: false, duplicates: 2, duplicateRule: 'sum', gaps: 1, unreadableCells: 1 } as const;
    expect(sayRepairs(words, loaded(repairs, [0, 1, 1, 0]))).toEqual([
      'The rows were not in the order of time and have been sorted.',
      '2 rows shared their date with another; such rows were added up.',
      '1 date was missing from the rhythm.',
      '1 value was not a number, such as “n/v” in row 3.',
      '2 values were filled on straight lines between their neighbours.',
    ]);
  });
});

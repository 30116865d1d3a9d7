import { describe, expect, it } from 'vitest';
import type { PanelGuess } from '../series/panel.ts';
import type { TableProfile } from '../worker/protocol.ts';
import { carriedSelection, guessedSelection, targetOf, withTarget } from './selection.ts';

const kinds = { day: 'date', shop: 'text', sales: 'number', cost: 'number', stock: 'number' } as const;
type Name = keyof typeof kinds;

function profileOf(names: Name[], guess: Partial<PanelGuess>): TableProfile {
  return {
    name: 'a.csv',
    bytes: 1,
    rowCount: 100,
    raggedRows: 0,
    dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
    columns: names.map((name) => ({ name, kind: kinds[name], missing: 0, unreadable: 0, unreadableExamples: [] })),
    guess: {
      shape: 'wide',
      mainTarget: 1,
      timeColumn: 0,
      idColumns: [],
      targetColumns: [1],
      covariateColumns: [],
      ...guess,
    },
    notes: {
      mendedRows: 0,
      commentRows: 0,
      repeatedHeaders: 0,
      footerRows: 0,
      rowsBelow: 0,
      renamedColumns: [],
      isCut: false,
      periodColumns: 0,
      firstYear: null,
    },
    refusals: { forecast: null, 'all-series': null, stock: null, price: null, why: null, data: null },
  };
}

describe('guessedSelection', () => {
  it('shows the main target of a wide table, and whichever series comes first of a long one', () => {
    const wide = profileOf(['day', 'sales', 'cost'], { targetColumns: [1, 2], mainTarget: 2 });
    expect(guessedSelection(wide).uniqueId).toBe('cost');
    const long = profileOf(['day', 'sales', 'shop'], { idColumns: [2] });
    expect(guessedSelection(long).uniqueId).toBeNull();
  });
});

describe('carriedSelection', () => {
  const before = profileOf(['day', 'sales', 'cost'], {});

  it('takes the new guess where the old one was never changed', () => {
    const after = profileOf(['day', 'shop', 'sales', 'cost'], { targetColumns: [2], mainTarget: 2 });
    expect(carriedSelection(guessedSelection(before), before, after).choice.targetColumns).toEqual([2]);
  });

  it('finds chosen columns by their names', () => {
    const chosen = { choice: { ...guessedSelection(before).choice, targetColumns: [2] }, uniqueId: 'cost' };
    const after = profileOf(['cost', 'day', 'sales'], { timeColumn: 1, targetColumns: [2], mainTarget: 2 });
    expect(carriedSelection(chosen, before, after)).toEqual({
      choice: { timeColumn: 1, idColumns: [], targetColumns: [0], covariateColumns: [] },
      uniqueId: 'cost',
    });
  });

  it('goes back to the guess where a chosen column is gone', () => {
    const chosen = { choice: { ...guessedSelection(before).choice, targetColumns: [2] }, uniqueId: 'cost' };
    const after = profileOf(['day', 'sales'], {});
    expect(carriedSelection(chosen, before, after)).toEqual(guessedSelection(after));
  });
});

describe('withTarget and targetOf', () => {
  it('adds a column of a wide table to its series and shows it', () => {
    const { columns, guess } = profileOf(['day', 'sales', 'cost'], { covariateColumns: [2] });
    const selection = withTarget({ choice: guess as PanelGuess, uniqueId: 'sales' }, 2, columns);
    expect(selection).toMatchObject({ choice: { targetColumns: [1, 2], covariateColumns: [] }, uniqueId: 'cost' });
    expect(targetOf(selection.choice, 'cost', columns)).toBe(2);
  });

  it('reads another column of the same series of a long table', () => {
    const { columns, guess } = profileOf(['day', 'sales', 'cost', 'shop'], { idColumns: [3] });
    const selection = withTarget({ choice: guess as PanelGuess, uniqueId: 'north' }, 2, columns);
    expect(selection).toMatchObject({ choice: { targetColumns: [2], idColumns: [3] }, uniqueId: 'north' });
    expect(targetOf({ ...selection.choice, targetColumns: [1, 2] }, 'north · cost', columns)).toBe(2);
  });
});

import { expect, test, vi } from 'vitest';
import { usualRules } from '../series/panel.ts';
import type { ColumnProfile, TableProfile } from '../worker/protocol.ts';
import { createReadingMemory, fingerprint, isRecalled } from './reading-memory.ts';
import type { Candidate } from './shown.ts';

const column = (name: string, kind: ColumnProfile['kind']): ColumnProfile => {
  return { name, kind, missing: 0, unreadable: 0, unreadableExamples: [] };
};

const columns = [
  column('week', 'date'),
  column('article', 'text'),
  column('sold', 'number'),
  column('price', 'number'),
];
const guess = {
  timeColumn: 0,
  idColumns: [1],
  targetColumns: [2],
  covariateColumns: [3],
  shape: 'long' as const,
  mainTarget: 2,
};

function profileOf(own: ColumnProfile[] = columns): TableProfile {
  return { columns: own, guess, rowCount: 100, bytes: 1 } as unknown as TableProfile;
}

function memoryStore(content: Record<string, string> = {}) {
  return {
    content,
    getItem: (key: string) => content[key] ?? null,
    setItem: (key: string, value: string) => {
      content[key] = value;
    },
  };
}

function shownAs(change: Partial<Candidate>): Candidate {
  const profile = profileOf();
  const names = columns.map(({ name }) => name);
  const file = { fingerprint: fingerprint(profile.columns), names, isRecalled: false };
  const { shape, mainTarget, ...choice } = guess;
  return {
    source: { name: 'KW44.csv', blob: new Blob() },
    profile,
    file,
    choice,
    rules: usualRules,
    uniqueId: null,
    ...change,
  };
}

test('a file with the same columns is read as the one before, also on another visit, by no name and no value of it', () => {
  const store = memoryStore();
  const choice = { timeColumn: 0, idColumns: [1], targetColumns: [3], covariateColumns: [] };
  const source = { name: 'KW44.csv', blob: new Blob(), choices: { columns: { price: { decimalMark: ',' as const } } } };
  createReadingMemory(store).note(shownAs({ choice, source, rules: { ...usualRules, gaps: 'carry' } }));
  const recalled = createReadingMemory(store).recall(profileOf());
  expect(recalled?.choiceFor(profileOf())).toEqual(choice);
  expect(recalled?.choices).toEqual({ columns: { price: { decimalMark: ',' } } });
  expect(recalled?.rules.gaps).toBe('carry');
  const stored = Object.values(store.content).join();
  for (const name of ['week', 'article', 'sold', 'price', 'KW44']) expect(stored).not.toContain(name);
  expect(createReadingMemory(store).recall(profileOf(columns.slice(1)))).toBeNull();
});

test('columns that hold something else now are guessed anew', () => {
  const memory = createReadingMemory(memoryStore());
  memory.note(shownAs({ choice: { timeColumn: 0, idColumns: [1], targetColumns: [3], covariateColumns: [] } }));
  const other = columns.map((one) => (one.name === 'price' ? column('price', 'text') : one));
  expect(memory.recall(profileOf())?.choiceFor(profileOf(other))).toBeNull();
});

test('it is said to be recalled only where it is not as usual', () => {
  const file = { fingerprint: fingerprint(columns), names: [], isRecalled: true };
  expect(isRecalled(shownAs({ file }))).toBe(false);
  expect(isRecalled(shownAs({ file, rules: { ...usualRules, gaps: 'zero' } }))).toBe(true);
  expect(isRecalled(shownAs({ rules: { ...usualRules, gaps: 'zero' } }))).toBe(false);
});

test('what was forgotten, or stored by something else, is not recalled', () => {
  const memory = createReadingMemory(memoryStore());
  memory.note(shownAs({}));
  memory.forget(fingerprint(columns));
  expect(memory.recall(profileOf())).toBeNull();
  for (const written of ['{', '7', '{"readings":[{"file":"a"}],"fiscalStart":44}']) {
    expect(createReadingMemory(memoryStore({ 'dropcast.readings': written })).recall(profileOf())).toBeNull();
  }
});

test('the first month of fiscal years is asked once', () => {
  const memory = createReadingMemory(memoryStore());
  memory.note(shownAs({ source: { name: 'a.csv', blob: new Blob(), choices: { fiscalStart: 4 } } }));
  const question = { code: 'fiscal-start' as const, column: 'quarter', month: 1, example: 'Q1 FY24', exampleMs: [] };
  const other = [{ ...column('quarter', 'date'), question }, column('revenue', 'number')];
  expect(memory.recall(profileOf(other))?.choices).toEqual({ fiscalStart: 4 });
  expect(memory.recall(profileOf([column('day', 'date'), column('revenue', 'number')]))).toBeNull();
});

test('what is read as it was is not written again, series after series', () => {
  const store = memoryStore();
  const written = vi.spyOn(store, 'setItem');
  const memory = createReadingMemory(store);
  memory.note(shownAs({ uniqueId: 'tea' }));
  memory.note(shownAs({ uniqueId: 'milk' }));
  expect(written).toHaveBeenCalledTimes(1);
  memory.note(shownAs({ rules: { ...usualRules, gaps: 'carry' } }));
  expect(written).toHaveBeenCalledTimes(2);
});

test('what was done to single values of a file is not kept for the next one, nor their times and names', () => {
  const store = memoryStore();
  const points = { shop: { 86400000: 'usual' } } as const;
  createReadingMemory(store).note(shownAs({ rules: { ...usualRules, points } }));
  expect(createReadingMemory(store).recall(profileOf())?.rules).toEqual(usualRules);
  expect(Object.values(store.content).join()).not.toMatch(/shop|86400000/);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberColumn, Table } from '../table/table.ts';
import { accountPanel } from './account-panel.ts';
import { gatherOthers, gatherOthersStepwise } from './gather-others.ts';
import { listPanel } from './list-panel.ts';
import { type PanelChoice, type RepairRules, usualRules } from './panel.ts';
import { indexPanel, type PanelIndex } from './panel-index.ts';
import { prepareOne } from './prepare-one.ts';
import { readPanel } from './read-panel.ts';
import { summariseSeries } from './summarise-series.ts';

const dayMs = 86_400_000;
const day = { unit: 'day', every: 1 } as const;

type Row = { id: string; day: number; value: number | null; promo: number | null };

const whole = { missing: 0, unreadable: 0, unreadableExamples: [] };
const numbers = (name: string, values: (number | null)[]): NumberColumn => {
  return { ...whole, kind: 'number', name, values: Float64Array.from(values, (value) => value ?? Number.NaN) };
};

function tableOf(rows: readonly Row[]): Table {
  const labels = [...new Set(rows.map(({ id }) => id))];
  const dates = { format: 'yyyy-MM-dd', isAmbiguous: false, question: null, madeFrom: null };
  return {
    name: 'a.csv',
    dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
    rowCount: rows.length,
    columns: [
      {
        ...whole,
        kind: 'text',
        name: 'id',
        codes: Int32Array.from(rows, ({ id }) => labels.indexOf(id)),
        labels,
        unlisted: 0,
      },
      { ...whole, ...dates, kind: 'date', name: 'ds', values: Float64Array.from(rows, (row) => row.day * dayMs) },
      numbers(
        'y',
        rows.map(({ value }) => value),
      ),
      numbers(
        'promo',
        rows.map(({ promo }) => promo),
      ),
    ],
    raggedRows: 0,
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
  };
}

const choice: PanelChoice = { timeColumn: 1, idColumns: [0], targetColumns: [2], covariateColumns: [] };
const withPromo: PanelChoice = { ...choice, covariateColumns: [3], covariateRoles: { 3: 'future' } };

function indexOf(rows: readonly Row[], chosen = choice): PanelIndex {
  const index = indexPanel(tableOf(rows), chosen);
  if (!index.ok) throw new Error(index.problem.code);
  return index.value;
}

function finish<Value>(steps: Generator<unknown, Value>): Value {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Rows of a few series mixed up, with days missing, noted twice or without a value, and some known ahead. */
const anyRows = fc
  .array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      day: fc.integer({ min: 0, max: 40 }),
      value: fc.option(fc.integer({ min: -2, max: 30 }), { freq: 12 }),
      promo: fc.option(fc.integer({ min: 0, max: 1 }), { freq: 8 }),
    }),
    { minLength: 60, maxLength: 220 },
  )
  .chain((rows) =>
    fc.constantFrom(
      rows,
      rows.toSorted((a, b) => a.day - b.day),
    ),
  );

const anyRules: fc.Arbitrary<RepairRules> = fc.record({
  duplicates: fc.constantFrom('auto', 'sum', 'mean', 'net', 'last'),
  gaps: fc.constantFrom('auto', 'linear', 'zero', 'carry', 'seasonal', 'leave'),
  leadingZeros: fc.constantFrom('keep', 'drop'),
  trailingPartial: fc.constantFrom('keep', 'drop'),
  points: fc.constant({}),
  cumulative: fc.constantFrom('keep', 'differences'),
  resample: fc.constantFrom(null, { step: { unit: 'week', every: 1 }, how: 'sum' } as const),
});

describe('indexPanel', () => {
  it('prepares each series as if it stood alone in the file', () => {
    fc.assert(
      fc.property(anyRows, anyRules, fc.constantFrom(choice, withPromo), (rows, anyRule, chosen) => {
        // Whether the last period is over is decided of the whole file.
        const rules = { ...anyRule, trailingPartial: 'keep' } as const;
        const index = indexOf(rows, chosen);
        for (const id of ['a', 'b', 'c']) {
          const own = rows.filter((row) => row.id === id);
          const alone = own.length === 0 ? null : readPanel(tableOf(own), chosen, rules);
          const prepared = prepareOne(index, id, rules, null);
          if (!alone?.ok) continue;
          const [expected] = alone.value.series;
          if (!prepared.ok) {
            expect(prepared.problem.code).toBe('constant-series');
            expect(new Set(expected.series.y).size).toBeLessThanOrEqual(2);
            continue;
          }
          const { series, repairs } = prepared.value;
          expect(series).toEqual(expected.series);
          // Rows are numbered in the file that they stand in.
          const counted = (of: typeof repairs) =>
            of.flatMap((repair) =>
              repair.kind === 'trailing-partial' ? [] : [{ ...repair, rows: repair.rows.length }],
            );
          expect(counted(repairs)).toEqual(counted(expected.repairs));
          for (const { kind, rows: named } of repairs) {
            if (kind === 'empty') for (const row of named) expect(rows[row - 1]).toMatchObject({ id, value: null });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lists what reading every series in full comes to', () => {
    fc.assert(
      fc.property(anyRows, anyRules, fc.constantFrom(choice, withPromo), (rows, rules, chosen) => {
        const reading = readPanel(tableOf(rows), chosen, rules);
        const listing = finish(listPanel(indexOf(rows, chosen), rules));
        if (!reading.ok) expect(listing).toEqual(reading);
        else {
          const { step, series, refused } = reading.value;
          const status = expect.any(String);
          const summaries = series.map((one) => ({ ...summariseSeries(one), status }));
          const failed = refused.map((one) => ({ ...one, status }));
          const account = expect.any(Object);
          expect(listing).toEqual({ ok: true, value: { step, series: summaries, refused: failed, account } });
          if (!listing.ok) return;
          // Row by row: what goes in comes out, as the command line counts it.
          const { rowsRead, rowsUsed, leftOut } = listing.value.account;
          expect(rowsUsed + leftOut.reduce((sum, one) => sum + one.rows, 0)).toBe(rowsRead);
          expect(accountPanel(tableOf(rows), chosen, reading, 0)).toMatchObject(listing.value.account);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gathers what reading every series in full comes to', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(choice, withPromo), (rows, chosen) => {
        const reading = readPanel(tableOf(rows), chosen, usualRules);
        fc.pre(reading.ok && reading.value.series[0].series.step.unit === 'day');
        if (!reading.ok) return;
        const shown = reading.value.series[0].series;
        const gathered = finish(gatherOthersStepwise(indexOf(rows, chosen), usualRules, shown));
        expect(gathered).toEqual(gatherOthers(reading.value, shown));
      }),
      { numRuns: 100 },
    );
  });

  it('says how far it is, one series a step', () => {
    const rows = ['a', 'b', 'c'].flatMap((id) =>
      Array.from({ length: 20 }, (_, i) => ({ id, day: i, value: i % 5, promo: null })),
    );
    expect([...listPanel(indexOf(rows), usualRules)]).toEqual([1, 2, 3].map((done) => ({ done, total: 3 })));
  });

  it('numbers each combination of texts and numbers once, however many there could be', () => {
    const rows = Array.from({ length: 4000 }, (_, i) => ({ id: `${i % 1000}`, day: i, value: i % 97, promo: i % 7 }));
    const index = indexPanel(tableOf(rows), { ...choice, idColumns: [0, 2, 3] });
    if (!index.ok) throw new Error(index.problem.code);
    const expected = new Map<string, number[]>();
    rows.forEach(({ id, value, promo }, row) => {
      const name = `${id} · ${value} · ${promo}`;
      expected.set(name, [...(expected.get(name) ?? []), row]);
    });
    const { names, rows: sorted, starts } = index.value.groups;
    expect(names).toEqual([...expected.keys()]);
    expect(names.map((_, group) => [...sorted.subarray(starts[group], starts[group + 1])])).toEqual([
      ...expected.values(),
    ]);
  });
});

describe('prepareOne', () => {
  const flat = Array.from({ length: 20 }, (_, i): Row => ({ id: 'flat', day: i, value: 5, promo: null }));
  const varied = Array.from({ length: 20 }, (_, i): Row => ({ id: 'varied', day: i, value: i % 5, promo: null }));
  const short: Row[] = [{ id: 'short', day: 0, value: 1, promo: null }];

  it('takes the first that varies where none is named, or none is called so', () => {
    const index = indexOf([...short, ...flat, ...varied]);
    for (const name of [null, 'gone']) {
      expect(prepareOne(index, name, usualRules, day)).toMatchObject({
        ok: true,
        value: { series: { uniqueId: 'varied' } },
      });
    }
  });

  it('says why a series that is named, or every series, cannot be shown', () => {
    const index = indexOf([...short, ...flat]);
    const constant = { ok: false, problem: { code: 'constant-series', params: { column: 'flat', value: 5 } } };
    expect(prepareOne(index, 'flat', usualRules, day)).toEqual(constant);
    expect(prepareOne(index, null, usualRules, day)).toEqual(constant);
    expect(prepareOne(index, 'short', usualRules, day)).toMatchObject({ problem: { code: 'too-few-values' } });
    expect(prepareOne(indexOf(short), null, usualRules, day)).toMatchObject({ problem: { code: 'too-few-values' } });
  });

  it('describes the series it gives', () => {
    const prepared = prepareOne(indexOf(varied), 'varied', usualRules, day);
    expect(prepared).toMatchObject({
      value: {
        facts: { length: 20, known: 20, demands: 16, isPositive: false, smallest: 0, largest: 4, mean: 2, last: 4 },
      },
    });
  });

  it('names the rows of the series that break its rhythm, not those of others on the same days', () => {
    const days = [0, 1.37, 3.2, 3.9, 8.41, 8.87, 15.03, 16.6, 21.7, 22.19, 30.3, 31.53, 33.77];
    const rows = ['even', 'odd'].flatMap((id) => days.map((at, i): Row => ({ id, day: at, value: i, promo: null })));
    const prepared = prepareOne(indexOf(rows), 'odd', usualRules, day);
    if (prepared.ok || prepared.problem.code !== 'irregular-dates') throw new Error(JSON.stringify(prepared));
    expect(prepared.problem.rows?.length).toBeGreaterThan(0);
    for (const row of prepared.problem.rows ?? []) expect(rows[row - 1].id).toBe('odd');
  });
});

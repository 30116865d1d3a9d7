import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import type { Table } from '../table/table.ts';
import { clockAt } from './calendar.ts';
import { guessPanel } from './guess-panel.ts';
import { type PreparedSeries, type RepairRules, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';
import { filledAlone, filledFromAround, type SeriesProblem } from './series.ts';

async function tableOf(text: string): Promise<Table> {
  const table = await readTable(new Blob([text]), 'a.csv');
  if (!table.ok) throw new Error(JSON.stringify(table.problem));
  return table.value;
}

async function prepare(text: string, rules: Partial<RepairRules> = {}): Promise<PreparedSeries> {
  const table = await tableOf(text);
  const panel = readPanel(table, guessPanel(table), { ...usualRules, ...rules });
  if (!panel.ok) throw new Error(JSON.stringify(panel.problem));
  return panel.value.series[0];
}

async function problemOf(text: string, targetColumn = 1): Promise<SeriesProblem> {
  const choice = { timeColumn: 0, idColumns: [], targetColumns: [targetColumn], covariateColumns: [] };
  const panel = readPanel(await tableOf(text), choice, usualRules);
  if (panel.ok) throw new Error('was read');
  return panel.problem;
}

function repairOf({ repairs }: PreparedSeries, kind: string) {
  return repairs.find((repair) => repair.kind === kind);
}

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
const month = (i: number) => new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 10);

function daily(values: (number | string | null)[]): string {
  const rows = values.flatMap((value, i) => (value === null ? [] : [`${day(i)},${value}`]));
  return ['date,sales', ...rows].join('\n');
}

const wave = (n: number) => Array.from({ length: n }, (_, i) => 20 + ((i * 7) % 5));

describe('gaps', () => {
  const holed = [10, 11, 12, null, 14, 15, null, null, 18, 19, 20, 21];

  it.each([
    ['linear', [13, 16, 17]],
    ['zero', [0, 0, 0]],
    ['carry', [12, 15, 15]],
    ['leave', [Number.NaN, Number.NaN, Number.NaN]],
  ] as const)('are filled by %s', async (gaps, [a, b, c]) => {
    const prepared = await prepare(daily(holed), { gaps });
    expect([prepared.series.y[3], prepared.series.y[6], prepared.series.y[7]]).toEqual([a, b, c]);
    const isApplied = gaps !== 'leave';
    expect(repairOf(prepared, 'gaps')).toMatchObject({ count: 3, rule: gaps, isApplied, points: [3, 6, 7] });
    const flag = gaps === 'zero' ? filledAlone : filledFromAround;
    expect([...prepared.series.filled]).toEqual(holed.map((value) => (value === null ? flag : 0)));
  });

  it('are filled by the same weekday of the weeks around', async () => {
    const weeks = Array.from({ length: 35 }, (_, i) => (i === 17 ? null : (i % 7) * 10 + 1));
    expect((await prepare(daily(weeks), { gaps: 'seasonal' })).series.y[17]).toBe(31);
  });
});

describe('weekdays that are always closed', () => {
  const at = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).getUTCDay();
  const open = (name: string, change: (i: number) => string | null = () => null) => {
    const rows = Array.from({ length: 140 }, (_, i) =>
      at(i) === 0 ? [] : [`${day(i)},${change(i) ?? 50 + at(i)}`],
    ).flat();
    return [`date,${name}`, ...rows].join('\n');
  };

  it('had no sales', async () => {
    const prepared = await prepare(open('sales'));
    const sundays = prepared.series.y.filter((_, i) => at(i) === 0);
    expect(sundays).toHaveLength(19);
    expect(sundays.every((value) => value === 0)).toBe(true);
    expect(repairOf(prepared, 'gaps')).toMatchObject({ count: 19, rule: 'zero', isApplied: true });
    expect(prepared.series.closedWeekdays).toEqual([6]);
    expect((await prepare(open('sales'), { gaps: 'zero' })).series.closedWeekdays).toBeUndefined();
    // Rows of what is known ahead leave out a Sunday too, which is no gap among the values.
    const planned = await prepare(`${open('sales')}\n${day(145)},\n${day(147)},`);
    expect(repairOf(planned, 'gaps')).toMatchObject({ count: 19, rule: 'zero' });
  });

  it.each([
    ['a level goes on', open('stock')],
    ['an empty cell is not nothing', open('sales', (i) => (i === 50 ? '' : null))],
    ['a few weeks tell nothing', open('sales').split('\n').slice(0, 30).join('\n')],
    ['other gaps', daily(wave(60).map((value, i) => (i % 11 === 4 ? null : value)))],
  ])('%s', async (_, text) => {
    expect(repairOf(await prepare(text), 'gaps')).toMatchObject({ rule: 'linear' });
  });
});

describe('rows of the same date', () => {
  const text = `${daily(wave(20))}\n${day(3)},100\n`;

  it.each([
    ['sum', 121],
    ['mean', 60.5],
    ['last', 100],
    ['auto', 60.5],
  ] as const)('by %s', async (duplicates, expected) => {
    const prepared = await prepare(text, { duplicates });
    expect(prepared.series.y[3]).toBe(expected);
    expect(repairOf(prepared, 'duplicates')).toMatchObject({ count: 1, points: [3] });
  });

  it('takes returns off the sale of their date, and counts once what was noted twice', async () => {
    const prepared = await prepare(`${daily(wave(40))}\n${day(3)},-5\n${day(8)},-2\n${day(9)},23\n${day(9)},-1\n`);
    const expected = wave(40);
    for (const [at, returned] of [
      [3, 5],
      [8, 2],
      [9, 1],
    ]) {
      expected[at] -= returned;
    }
    expect(expected[9] + 1).toBe(23);
    expect(Array.from(prepared.series.y)).toEqual(expected);
    expect(repairOf(prepared, 'duplicates')).toMatchObject({ count: 4, rule: 'net' });
  });

  it('adds up parts of a whole with returns among them', async () => {
    const parts = wave(20).flatMap((value, i) => [`${day(i)},${value}`, `${day(i)},${value * 2}`]);
    const prepared = await prepare(['date,units', ...parts, `${day(4)},-3`].join('\n'));
    expect(Array.from(prepared.series.y)).toEqual(wave(20).map((value, i) => value * 3 - (i === 4 ? 3 : 0)));
    expect(repairOf(prepared, 'duplicates')).toMatchObject({ rule: 'sum' });
  });

  it('does not double a file that went in twice', async () => {
    const prepared = await prepare(`${daily(wave(20))}\n${daily(wave(20)).split('\n').slice(1).join('\n')}\n`);
    expect(Array.from(prepared.series.y)).toEqual(wave(20));
  });

  it('takes the mean of readings on both sides of zero', async () => {
    const readings = wave(20).flatMap((value, i) => [`${day(i)},${value - 22}`, `${day(i)},${value - 21}`]);
    const prepared = await prepare(['date,x', ...readings].join('\n'));
    expect(Array.from(prepared.series.y)).toEqual(wave(20).map((value) => value - 21.5));
  });
});

describe('a clock that is put back', () => {
  const zone = new Intl.DateTimeFormat('sv', { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'medium' });
  const stepMs = 900_000;
  const firstMs = Date.UTC(2023, 9, 22, 4);
  const clock = (i: number) => zone.format(firstMs + i * stepMs);
  const text = ['time,kwh', ...Array.from({ length: 2788 }, (_, i) => `${clock(i)},${20 + (i % 96)}`)].join('\n');

  it('is read as it runs, and goes on from what it last showed', async () => {
    const { series } = await prepare(text);
    expect(series.y).toHaveLength(2788);
    for (const at of [0, 1343, 1344, 1347, 1348, 1351, 1352, 2787, 2788, 2788 + 96]) {
      expect(new Date(clockAt(series, at)).toISOString().slice(0, 19).replace('T', ' '), `point ${at}`).toBe(clock(at));
    }
  });

  it('has the days that it showed', async () => {
    const { series } = await prepare(text, { resample: { step: { unit: 'day', every: 1 }, how: 'sum' } });
    const day = 96 * 20 + (96 * 95) / 2;
    expect(Array.from(series.y.subarray(0, 15))).toEqual([...Array(14).fill(day), day + 4 * 20 + 6]);
    expect(clockAt(series, series.y.length - 1)).toBe(Date.UTC(2023, 10, 19));
  });
});

describe('the ends', () => {
  it('zeros before a launch are offered, and dropped when asked', async () => {
    const text = daily([0, 0, 0, 0, 0, ...wave(20)]);
    const kept = await prepare(text);
    expect(repairOf(kept, 'leading-zeros')).toMatchObject({ count: 5, isApplied: false });
    expect(kept.series.y).toHaveLength(25);
    const dropped = await prepare(text, { leadingZeros: 'drop' });
    expect(dropped.series).toMatchObject({ firstMs: Date.UTC(2024, 0, 6) });
    expect(dropped.series.y).toHaveLength(20);
  });

  it('a month that is not over is dropped, and kept when asked', async () => {
    const values = Array.from({ length: 24 }, (_, i) => (i === 23 ? 48 : 100 + (i % 3)));
    const text = ['month,sales', ...values.map((value, i) => `${month(i)},${value}`)].join('\n');
    const dropped = await prepare(text);
    expect(repairOf(dropped, 'trailing-partial')).toMatchObject({ isApplied: true, points: [] });
    expect(dropped.series.y).toHaveLength(23);
    const kept = await prepare(text, { trailingPartial: 'keep' });
    expect(repairOf(kept, 'trailing-partial')).toMatchObject({ isApplied: false, points: [23] });
    expect(kept.series.y).toHaveLength(24);
  });

  it('a month that is not over is found past a gap further back', async () => {
    const values = Array.from({ length: 24 }, (_, i) => (i === 23 ? 48 : 100 + (i % 3)));
    const rows = values.map((value, i) => `${month(i)},${value}`).filter((_, i) => i !== 9 && i !== 10);
    const prepared = await prepare(['month,sales', ...rows].join('\n'), { trailingPartial: 'keep' });
    expect(repairOf(prepared, 'gaps')).toMatchObject({ count: 2 });
    expect(repairOf(prepared, 'trailing-partial')).toMatchObject({ isApplied: false, points: [23] });
  });

  it('days added up to months show the half month at the end by its rows', async () => {
    const step = { unit: 'month', every: 1 } as const;
    const text = daily(Array.from({ length: 31 + 29 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 14 }, (_, i) => 5 + (i % 3)));
    const rules = { resample: { step, how: 'sum' } } as const;
    const kept = await prepare(text, { ...rules, trailingPartial: 'keep' });
    expect(kept.series.y).toHaveLength(10);
    expect(repairOf(kept, 'trailing-partial')).toMatchObject({ count: 1, isApplied: false });
    expect((await prepare(text, rules)).series.y).toHaveLength(9);
  });

  it('a steady series has none of these', async () => {
    const prepared = await prepare(daily(wave(60)));
    expect(prepared.repairs).toEqual([]);
  });
});

describe('outliers', () => {
  it('are named and left as they are', async () => {
    const values = wave(60);
    values[30] = 900;
    const prepared = await prepare(daily(values));
    expect(repairOf(prepared, 'outliers')).toMatchObject({ count: 1, points: [30], isApplied: false });
    expect(prepared.series.y[30]).toBe(900);
  });

  it('are not the peaks of a season', async () => {
    const values = Array.from({ length: 84 }, (_, i) => (i % 7 === 6 ? 300 : 20 + (i % 3)));
    expect(repairOf(await prepare(daily(values)), 'outliers')).toBeUndefined();
  });
});

describe('dates without a rhythm', () => {
  it('that lie on one with more gaps than points offer a coarser one', async () => {
    const perDay = (i: number) => 1 + (i % 3);
    const orders = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: perDay(i) }, (_, k) => `${day(i)} 1${k}:23:45,${i}`),
    ).flat();
    const table = await tableOf(['paid at,total', ...orders].join('\n'));
    const panel = readPanel(table, guessPanel(table), usualRules);
    expect(panel).toMatchObject({
      ok: false,
      problem: { code: 'too-many-gaps', offer: { step: { unit: 'day' }, how: 'sum' } },
    });
    const resample = { step: { unit: 'day' as const, every: 1 }, how: 'sum' as const };
    const added = await prepare(['paid at,total', ...orders].join('\n'), { resample });
    expect(Array.from(added.series.y)).toEqual(Array.from({ length: 60 }, (_, i) => i * perDay(i)));
  });

  it('name their rows and offer one', async () => {
    let state = 5;
    const random = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const times = Array.from({ length: 200 }, () => Date.UTC(2024, 0, 1) + Math.floor(random() * 40 * 86_400) * 1000);
    const rows = times.sort((a, b) => a - b).map((ms, i) => `${new Date(ms).toISOString().slice(0, 19)},${i % 9}`);
    const table = await tableOf(['time,clicks', ...rows].join('\n'));
    const choice = guessPanel(table);
    const panel = readPanel(table, choice, usualRules);
    if (panel.ok) throw new Error('was read');
    expect(panel.problem).toMatchObject({ code: 'irregular-dates', offer: { step: { unit: 'day' }, how: 'sum' } });
    if (panel.problem.code !== 'irregular-dates' || !panel.problem.offer) throw new Error('no offer');
    expect(panel.problem.rows?.length).toBeGreaterThan(0);
    const again = readPanel(table, choice, {
      ...usualRules,
      trailingPartial: 'keep',
      resample: panel.problem.offer,
    });
    if (!again.ok) throw new Error(again.problem.code);
    const { y } = again.value.series[0].series;
    expect(y.reduce((sum, value) => sum + value, 0)).toBeCloseTo(times.reduce((sum, _, i) => sum + (i % 9), 0));
  });
});

describe('any series under any rules', () => {
  it('keeps the values of the file, and undoing every rule gives them back', async () => {
    const cells = fc.array(fc.option(fc.integer({ min: 1, max: 999 }), { freq: 6, nil: null }), {
      minLength: 25,
      maxLength: 60,
    });
    const rules = fc.record({
      duplicates: fc.constantFrom('sum', 'mean', 'last', 'auto'),
      gaps: fc.constantFrom('linear', 'zero', 'carry', 'seasonal', 'leave'),
      leadingZeros: fc.constantFrom('keep', 'drop'),
      trailingPartial: fc.constant('keep'),
    });
    await fc.assert(
      fc.asyncProperty(cells, rules, async (values, chosen) => {
        fc.pre(values.filter((value) => value !== null).length > 20 && values[0] !== null && values[1] !== null);
        const { series } = await prepare(daily(values), chosen as Partial<RepairRules>);
        for (const [i, y] of series.y.entries()) {
          if (values[i] !== null) expect(y).toBe(values[i]);
          else if (chosen.gaps === 'leave') expect(y).toBeNaN();
          else expect(series.filled[i]).toBe(chosen.gaps === 'zero' ? filledAlone : filledFromAround);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('rows of one series', () => {
  it('are read as they are where nothing is wrong with them', async () => {
    const values = wave(10);
    const { series, repairs } = await prepare(daily(values));
    expect(series).toEqual({
      uniqueId: 'sales',
      step: { unit: 'day', every: 1 },
      firstMs: Date.UTC(2024, 0, 1),
      y: Float64Array.from(values),
      filled: new Uint8Array(10),
    });
    expect(repairs).toEqual([]);
  });

  it('give the same series in any order', async () => {
    const [header = '', ...rows] = daily(Array.from({ length: 30 }, (_, i) => i ** 2)).split('\n');
    const { series } = await prepare([header, ...rows].join('\n'));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: 30 }), async (shuffled) => {
        expect((await prepare([header, ...shuffled].join('\n'))).series).toEqual(series);
      }),
      { numRuns: 50 },
    );
    expect(repairOf(await prepare([header, ...rows.toReversed()].join('\n')), 'sorted')).toMatchObject({ count: 30 });
  });

  it('lose their empty ends', async () => {
    const prepared = await prepare(daily(Array.from({ length: 14 }, (_, i) => (i < 2 || i > 11 ? '' : i))));
    expect(prepared.series.firstMs).toBe(Date.UTC(2024, 0, 3));
    expect(prepared.series.y).toHaveLength(10);
    expect(repairOf(prepared, 'trimmed')).toMatchObject({ count: 4 });
  });

  it('are left out where they have no date, and named', async () => {
    const [header = '', ...rows] = daily(wave(20)).split('\n');
    const prepared = await prepare([header, ',99', ...rows].join('\n'));
    expect(repairOf(prepared, 'undated')).toMatchObject({ count: 1, rows: [1] });
  });

  it('are numbered where there is no date', async () => {
    const { series } = await prepare('y\n3\n1\n4\n1\n5\n9\n2\n6');
    expect(series).toMatchObject({ step: { unit: 'row', every: 1 }, firstMs: 1 });
    expect(Array.from(series.y)).toEqual([3, 1, 4, 1, 5, 9, 2, 6]);
  });

  it('stay on last days of months when their beginning is cut off', async () => {
    const ends = ['01-31', '02-29', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30'];
    const rows = ends.map((end, i) => `2024-${end},${i === 0 ? '' : i}`);
    const { series } = await prepare(['date,sales', ...rows].join('\n'));
    expect(series).toMatchObject({ step: { unit: 'month', every: 1 }, firstMs: Date.UTC(2024, 1, 29) });
  });
});

describe('problems', () => {
  const withColumn = (name: string, cell: string) =>
    daily(wave(10))
      .split('\n')
      .map((row, i) => `${row},${i === 0 ? name : cell}`)
      .join('\n');

  it.each<[string, string, number, SeriesProblem]>([
    ['a target of words', withColumn('shop', 'a'), 2, { code: 'target-not-numeric', params: { column: 'shop' } }],
    ['an empty target', withColumn('cost', ''), 2, { code: 'target-empty', params: { column: 'cost' } }],
    ['too few values', daily(wave(4)), 1, { code: 'too-few-values', params: { values: 4, needed: 5 } }],
    [
      'more gaps than values',
      daily(Array.from({ length: 100 }, (_, i) => (i < 10 || i % 10 === 0 ? i : null))),
      1,
      {
        code: 'too-many-gaps',
        params: { gaps: 72, length: 91, step: { unit: 'day', every: 1 } },
        offer: { step: { unit: 'month', every: 1 }, how: 'sum' },
      },
    ],
  ])('%s', async (_, text, target, problem) => {
    expect(await problemOf(text, target)).toMatchObject(problem);
  });
});

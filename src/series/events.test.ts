import { describe, expect, test } from 'vitest';
import { dayMs } from '../base/civil.ts';
import { applyEvents } from './apply-events.ts';
import { areEvents, eventsFrom, listSpans, placeEvent, type SeriesEvent } from './events.ts';
import type { Step } from './step.ts';

const firstMs = Date.UTC(2024, 0, 1);
const day: Step = { unit: 'day', every: 1 };
const span = (from: number, days = 1) => ({ fromMs: from, toMs: from + days * dayMs - 1 });
const at = (point: number, days = 1) => span(firstMs + point * dayMs, days);
const make = (kind: SeriesEvent['kind'], ...spans: SeriesEvent['spans']): SeriesEvent => ({ name: kind, kind, spans });
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const apply = (events: SeriesEvent[], y: Float64Array, season = 7) =>
  applyEvents(events, { uniqueId: 'one', y, firstMs, step: day }, new Uint8Array(y.length), season);

describe('times of events', () => {
  test('a yearly event comes on its days of every year, and where a year was given, on those', () => {
    const event = { ...make('recurring', span(Date.UTC(2024, 1, 29)), span(Date.UTC(2026, 2, 3))), isYearly: true };
    const spans = listSpans(event, Date.UTC(2023, 0, 1), Date.UTC(2027, 11, 31));
    expect(spans.map(({ fromMs }) => iso(fromMs))).toEqual([
      '2023-02-28',
      '2023-03-03',
      '2024-02-29',
      '2025-02-28',
      '2025-03-03',
      '2026-03-03',
      '2027-02-28',
      '2027-03-03',
    ]);
  });

  test('falls on the points whose periods it touches, each by its share', () => {
    const wednesday = Date.UTC(2024, 0, 10);
    const weeks = placeEvent(make('one-off', span(wednesday, 7)), { firstMs, step: { unit: 'week', every: 1 } }, 10);
    expect(weeks.at).toEqual([1, 2]);
    expect(weeks.shares.map((share) => Math.round(100 * share))).toEqual([100, 40]);
    const ends = { firstMs: Date.UTC(2024, 0, 31), step: { unit: 'month', every: 1 } as Step };
    expect(placeEvent(make('one-off', span(Date.UTC(2024, 2, 3))), ends, 10)).toMatchObject({ at: [2], shares: [1] });
    const rows = { firstMs: 1, step: { unit: 'row', every: 1 } as Step };
    expect(placeEvent(make('one-off', { fromMs: 3, toMs: 4 }), rows, 10).at).toEqual([2, 3]);
  });

  test('go on in a series that begins later', () => {
    const [event] = eventsFrom([{ name: 'a', at: [2, 5, 9], shares: [1, 0.5, 1] }], 5);
    expect(event).toEqual({ name: 'a', at: [0, 4], shares: [0.5, 1] });
  });

  test('from elsewhere are taken only whole', () => {
    expect(areEvents([make('usual', at(1))])).toBe(true);
    const wrong = [
      { ...make('usual', at(1)), kind: 'party' },
      { ...make('usual', at(1)), spans: [] },
      { ...make('usual', at(1)), spans: [{ fromMs: 2, toMs: 1 }] },
      { ...make('usual', at(1)), spans: [{ fromMs: Number.NaN, toMs: 1 }] },
      { ...make('usual', at(1)), name: 'x'.repeat(1000) },
    ];
    for (const one of wrong) expect(areEvents([one])).toBe(false);
  });
});

describe('values of events', () => {
  const weekly = () => Float64Array.from({ length: 70 }, (_, point) => [10, 20, 30, 40, 50, 60, 70][point % 7]);

  test('what is usual stands in their place, also over weeks', () => {
    for (const days of [1, 3, 21]) {
      const y = weekly();
      for (let point = 30; point < 30 + days; point += 1) y[point] = 4800;
      const { changed, readings } = apply([make('usual', at(30, days))], y);
      expect(changed).toHaveLength(days);
      expect(readings).toMatchObject([{ points: days, problem: null, taken: 4800 * days }]);
      for (const [point, value] of weekly().entries()) expect(y[point]).toBeCloseTo(value, 6);
    }
  });

  test('a stock-out had demand, which is no less than what was sold; a day that is always closed had none', () => {
    const y = weekly().map((value, point) => (point % 7 === 6 ? 0 : value));
    for (let point = 28; point < 35; point += 1) y[point] = 0;
    y[29] = 90;
    const { readings } = apply([make('stock-out', at(28, 7))], y);
    expect(Array.from(y.subarray(28, 35), (value) => Math.round(value))).toEqual([10, 90, 30, 40, 50, 60, 0]);
    expect(readings[0].taken).toBe(90);
    expect(readings[0].put).toBeCloseTo(280, 6);
  });

  test('are left out, but at the ends', () => {
    const y = weekly();
    apply([make('leave-out', at(0, 2), at(40, 2), at(69))], y);
    const open = [...y.keys()].filter((point) => Number.isNaN(y[point]));
    expect(open).toEqual([40, 41]);
  });

  test('stay where an event comes again, is of another series, lies outside or covers everything', () => {
    const y = weekly();
    const again = apply([make('recurring', at(5))], y);
    expect(again.again[0].at).toEqual([5]);
    const other = { ...make('usual', at(5)), uniqueId: 'two' };
    expect(apply([other], y).readings).toEqual([]);
    expect(apply([make('usual', at(500))], y).readings).toMatchObject([{ points: 0, problem: 'outside' }]);
    expect(apply([make('usual', at(-3, 900))], y).readings).toMatchObject([{ points: 70, problem: 'covers-all' }]);
    expect(y).toEqual(weekly());
  });

  test('of events that overlap the first holds', () => {
    const y = weekly();
    const { readings } = apply([make('leave-out', at(10, 3)), make('usual', at(12, 3))], y);
    expect(readings.map(({ taken }) => taken)).toEqual([40 + 50 + 60, 70 + 10]);
    expect(y[12]).toBeNaN();
  });

  test('of five points four can be told nothing of', () => {
    const y = Float64Array.of(5, 6, 500, 8, 9);
    apply([make('usual', at(2))], y, 1);
    expect(y[2]).toBeCloseTo((5 * 6 * 8 * 9) ** 0.25, 1);
    const all = apply([make('usual', at(1, 4))], y, 1);
    expect(all.readings).toMatchObject([{ problem: 'covers-all' }]);
  });
});

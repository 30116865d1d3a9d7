import { expect, it } from 'vitest';
import { steadyClock } from './daylight-saving.ts';

const hourMs = 3_600_000;
const springMs = Date.UTC(2024, 2, 31, 1);
const autumnMs = Date.UTC(2024, 9, 27, 1);

/** What clocks in Berlin show at so many hours, or parts of them, from a moment on. */
function clockFrom(startMs: number, count: number, stepMs: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const ms = startMs + i * stepMs;
    return ms + (ms >= springMs && ms < autumnMs ? 2 : 1) * hourMs;
  });
}

it.each([
  ['spring', springMs - 50 * hourMs, 100, hourMs, 1],
  ['autumn', autumnMs - 50 * hourMs, 100, hourMs, 1],
  ['both', springMs - 50 * hourMs, 6000, hourMs, 2],
  ['quarters of an hour', autumnMs - 50 * hourMs, 400, hourMs / 4, 1],
])('%s', (_, startMs, count, stepMs, changes) => {
  const clock = clockFrom(startMs, count, stepMs);
  const steady = steadyClock(clock);
  expect(steady.changes).toHaveLength(changes);
  const shiftAt = (ms: number) => steady.changes.findLast(({ fromMs }) => fromMs <= ms)?.shiftMs ?? 0;
  expect(Array.from(steady.times, (ms) => ms + shiftAt(ms))).toEqual(Array.from(clock));
  expect(Array.from(steady.times)).toEqual(Array.from(clock, (_, i) => clock[0] + i * stepMs));
});

it('leaves days, other gaps and rows out of order alone', () => {
  const days = Float64Array.from({ length: 400 }, (_, i) => Date.UTC(2024, 0, 1 + i));
  expect(steadyClock(days)).toEqual({ times: days, changes: [] });
  const gap = Float64Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 0, 10, i < 50 ? i : i + 1));
  expect(steadyClock(gap).changes).toEqual([]);
  const mixed = gap.slice().reverse();
  expect(steadyClock(mixed).changes).toEqual([]);
});

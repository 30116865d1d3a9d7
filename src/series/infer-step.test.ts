import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAt } from './calendar.ts';
import { inferRhythm, type Rhythm } from './infer-step.ts';
import { day, everyStep } from './testing/calendar-cases.ts';

function rhythmOf(times: number[]): Rhythm {
  const rhythm = inferRhythm(Float64Array.from(times));
  if (!('step' in rhythm)) throw new Error(`no rhythm: ${JSON.stringify(rhythm)}`);
  return rhythm;
}

function stepOf(...dates: string[]) {
  return rhythmOf(dates.map(day)).step;
}

describe('inferRhythm', () => {
  it('finds any rhythm again, with some of its points missing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyStep),
        fc.integer({ min: -5000, max: 30_000 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 120 }),
        (step, date, dice) => {
          const begin = timeAt(date * 86_400_000, step, 0);
          const kept = dice.flatMap((die, i) => (die > 0 || i < 2 ? [i] : []));
          const times = kept.map((i) => timeAt(begin, step, i));
          const rhythm = rhythmOf(times);
          const { dayOfMonth: _, ...found } = rhythm.step;
          expect(found).toEqual(step);
          expect(Array.from(rhythm.indices)).toEqual(kept);
          expect(times.map((_, i) => timeAt(rhythm.firstMs, rhythm.step, rhythm.indices[i]))).toEqual(times);
          expect(rhythm.offBeat).toBe(0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('tells the rhythms of months apart', () => {
    expect(stepOf('2024-01-01', '2024-02-01', '2024-03-01')).toEqual({ unit: 'month', every: 1 });
    expect(stepOf('2024-01-31', '2024-02-29', '2024-03-31')).toEqual({ unit: 'month', every: 1 });
    expect(stepOf('2024-03-31', '2024-06-30', '2024-09-30')).toEqual({ unit: 'quarter', every: 1 });
    expect(stepOf('2020-12-31', '2021-12-31', '2022-12-31')).toEqual({ unit: 'year', every: 1 });
    expect(stepOf('2023-02-28', '2023-03-28', '2023-04-28')).toEqual({ unit: 'month', every: 1, dayOfMonth: 28 });
  });

  it('takes days without weekends for business days, but not five days in a row', () => {
    const week = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05'];
    expect(stepOf(...week).unit).toBe('day');
    expect(stepOf(...week, '2024-01-08', '2024-01-09').unit).toBe('business-day');
  });

  it('moves single dates that lie beside the rhythm, also the first', () => {
    const times = Array.from({ length: 60 }, (_, i) => i * 86_400_000);
    times[0] += 3_600_000;
    times[40] += 7_200_000;
    const rhythm = rhythmOf(times);
    expect(rhythm).toMatchObject({ step: { unit: 'day', every: 1 }, firstMs: 0, offBeat: 2 });
    expect(Array.from(rhythm.indices)).toEqual(times.map((_, i) => i));
  });

  it('allows for clocks that jitter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 50, maxLength: 200 }), (seconds) => {
        const times = seconds.map((second, i) => day('2024-01-01T12:00:00') + i * 300_000 + second * 1000);
        fc.pre(new Set(seconds).size > 10);
        const rhythm = rhythmOf(times);
        expect(rhythm.step).toEqual({ unit: 'minute', every: 5 });
        expect(Array.from(rhythm.indices)).toEqual(seconds.map((_, i) => i));
      }),
    );
  });

  it('allows for midnights that daylight saving moved', () => {
    const times = Array.from({ length: 200 }, (_, i) => {
      const midnight = day('2024-01-01') + i * 86_400_000;
      return midnight - (midnight > day('2024-03-31') ? 7_200_000 : 3_600_000);
    });
    const rhythm = rhythmOf(times);
    expect(rhythm.step).toEqual({ unit: 'day', every: 1 });
    expect(Array.from(rhythm.indices)).toEqual(times.map((_, i) => i));
  });

  it('is not put off by the hour that daylight saving takes', () => {
    const times = Array.from({ length: 500 }, (_, i) => day('2024-03-25T00:00:00') + i * 3_600_000);
    const spring = times.filter((ms) => ms !== day('2024-03-31T02:00:00'));
    expect(rhythmOf(spring).step).toEqual({ unit: 'hour', every: 1 });
  });

  it('takes one date a month, on whatever day, for months', () => {
    const tradingDays = [
      '2024-01-02',
      '2024-02-01',
      '2024-03-01',
      '2024-04-01',
      '2024-05-01',
      '2024-06-03',
      '2024-07-01',
    ];
    const rhythm = rhythmOf([...tradingDays, '2024-08-05', '2024-09-03'].map(day));
    expect(rhythm).toMatchObject({ step: { unit: 'month', every: 1 }, firstMs: day('2024-01-01'), offBeat: 4 });
  });

  it('names a date that breaks the rhythm where there is none', () => {
    let state = 7;
    const times = Array.from({ length: 100 }, (_, i) => {
      state = (state * 16_807) % 2_147_483_647;
      return day('2024-01-01') + i * 86_400_000 + (state % 86_000) * 1000;
    });
    const found = inferRhythm(Float64Array.from(times));
    expect('step' in found).toBe(false);
    expect(times).toContain((found as { exampleMs: number }).exampleMs);
  });

  it('always gives a rhythm with a point for each time, or an example', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), { minLength: 2, maxLength: 50 }),
        (raw) => {
          const times = raw.sort((a, b) => a - b);
          const found = inferRhythm(Float64Array.from(times));
          if ('step' in found) expect(found.indices).toHaveLength(times.length);
          else expect(times).toContain(found.exampleMs);
        },
      ),
    );
  });
});

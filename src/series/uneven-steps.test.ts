/** Rhythms whose points no fixed number of days or months sets apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexAt, timeAt } from './calendar.ts';
import { inferRhythm } from './infer-step.ts';
import { type Step, seasonLengthOf } from './step.ts';
import { numberingOf } from './uneven-steps.ts';

const hourMs = 3_600_000;

function infer(times: readonly number[]) {
  const rhythm = inferRhythm(Float64Array.from(times));
  if (!('step' in rhythm)) throw new Error(`no rhythm: ${rhythm.share}`);
  return rhythm;
}

const dates = (texts: readonly string[]) => texts.map((text) => Date.parse(`${text}T00:00Z`));

describe('retail months', () => {
  // Ends of the months of 2022 and 2023 in the 4-5-4 calendar of the National Retail Federation; 2023 has 53 weeks.
  const ends = dates(
    [
      '2022-02-26 2022-04-02 2022-04-30 2022-05-28 2022-07-02 2022-07-30 2022-08-27 2022-10-01 2022-10-29 2022-11-26 2022-12-31',
      '2023-01-28 2023-02-25 2023-04-01 2023-04-29 2023-05-27 2023-07-01 2023-07-29 2023-08-26 2023-09-30 2023-10-28 2023-11-25',
      '2023-12-30 2024-02-03',
    ].flatMap((line) => line.split(' ')),
  );

  it('of 4-5-4 weeks go on through a year of 53 weeks', () => {
    const { step, offBeat, indices } = infer(ends.slice(0, 18));
    expect(step).toMatchObject({ unit: 'retail-month', retail: { longMonth: 1, endMonth: 1, endsNearest: true } });
    expect(offBeat).toBe(0);
    expect(indices.at(-1)).toBe(17);
    expect(ends.map((_, i) => timeAt(ends[0], step, i))).toEqual(ends);
    expect(seasonLengthOf(step)).toBe(12);
  });

  it('of 4-4-5 weeks are told by their first days, too', () => {
    const weeks = [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5];
    const starts = [Date.UTC(2023, 0, 1)];
    for (const count of [...weeks, ...weeks]) starts.push((starts.at(-1) ?? 0) + count * 7 * 24 * hourMs);
    const { step } = infer(starts.slice(0, 24));
    expect(step.unit).toBe('retail-month');
    expect(timeAt(starts[0], step, 24)).toBe(starts[24]);
  });
});

describe('parts of months', () => {
  const months = Array.from({ length: 24 }, (_, i) => ({ year: 2023 + Math.floor(i / 12), month: i % 12 }));

  it('begin on the 1st and the 16th', () => {
    const times = months.flatMap(({ year, month }) => [1, 16].map((day) => Date.UTC(year, month, day)));
    const { step } = infer(times);
    expect(step).toEqual({ unit: 'half-month', every: 1, days: [1, 16] });
    expect(seasonLengthOf(step)).toBe(24);
    expect(timeAt(times[0], step, 48)).toBe(Date.UTC(2025, 0, 1));
    expect(timeAt(times[0], step, 49)).toBe(Date.UTC(2025, 0, 16));
  });

  it('end on the 15th and the last', () => {
    const times = months.flatMap(({ year, month }) => [Date.UTC(year, month, 15), Date.UTC(year, month + 1, 0)]);
    const { step, offBeat } = infer(times);
    expect(step).toEqual({ unit: 'half-month', every: 1, days: [15, 31] });
    expect(offBeat).toBe(0);
    expect(timeAt(times[0], step, 3)).toBe(Date.UTC(2023, 1, 28));
  });

  it('are dekads', () => {
    const times = months.flatMap(({ year, month }) => [1, 11, 21].map((day) => Date.UTC(year, month, day)));
    const { step } = infer(times);
    expect(step).toEqual({ unit: 'dekad', every: 1, days: [1, 11, 21] });
    expect(timeAt(times[0], step, 72)).toBe(Date.UTC(2025, 0, 1));
  });
});

describe('opening hours', () => {
  it('are the half hours in which there is trade, and the next one comes after the weekend', () => {
    const times = Array.from({ length: 40 }, (_, day) => Date.UTC(2024, 0, 1 + day))
      .filter((ms) => new Date(ms).getUTCDay() % 6 !== 0)
      .flatMap((ms) => Array.from({ length: 13 }, (_, k) => ms + 9.5 * hourMs + (k * hourMs) / 2));
    const { step, indices } = infer(times);
    expect(step).toMatchObject({ unit: 'minute', every: 30 });
    expect(step.open).toHaveLength(65);
    expect(indices.at(-1)).toBe(times.length - 1);
    expect(seasonLengthOf(step)).toBe(13);
    const [friday, monday] = [Date.UTC(2024, 0, 5, 15, 30), Date.UTC(2024, 0, 8, 9, 30)];
    expect(timeAt(friday, step, 1)).toBe(monday);
  });

  it('are none where hours are missing by chance', () => {
    const times = Array.from({ length: 24 * 40 }, (_, i) => Date.UTC(2024, 0, 1, i)).filter((_, i) => i % 7 !== 3);
    expect(infer(times).step).toEqual({ unit: 'hour', every: 1 });
  });
});

it('any uneven rhythm turns round', () => {
  const steps: Step[] = [
    { unit: 'half-month', every: 1, days: [1, 16] },
    { unit: 'half-month', every: 1, days: [15, 31] },
    { unit: 'dekad', every: 1, days: [10, 20, 31] },
    {
      unit: 'retail-month',
      every: 1,
      retail: { longMonth: 1, endMonth: 1, endsNearest: true, weekday: 5, isStart: false },
    },
    {
      unit: 'retail-month',
      every: 1,
      retail: { longMonth: 2, endMonth: 12, endsNearest: false, weekday: 6, isStart: true },
    },
    { unit: 'hour', every: 1, open: [9, 10, 11, 33, 34, 35].map((hour) => hour * hourMs) },
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...steps),
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: -300, max: 300 }),
      (step, day, i) => {
        const numbering = numberingOf(step);
        if (!numbering) throw new Error('even');
        const onBeatMs = numbering.timeOf(numbering.numberAt(day * 24 * hourMs));
        const ms = timeAt(onBeatMs, step, i);
        expect(indexAt(onBeatMs, step, ms)).toBe(i);
        expect(timeAt(onBeatMs, step, i + 1)).toBeGreaterThan(ms);
      },
    ),
  );
});

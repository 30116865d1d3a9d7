import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitScaler } from '../../series/scaling.ts';
import { prepareWindows } from './prepare-windows.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const panel = fc.record({
  histories: fc.array(fc.array(value, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 6 }),
  lookBackSteps: fc.integer({ min: 1, max: 8 }),
  horizonSteps: fc.integer({ min: 1, max: 5 }),
  validationSteps: fc.integer({ min: 0, max: 12 }),
});

test('every window lies within one history, in the part it belongs to, and none is left out', () => {
  fc.assert(
    fc.property(panel, ({ histories, lookBackSteps, horizonSteps, validationSteps }) => {
      const series = histories.map((values) => Float64Array.from(values));
      const scalers = series.map(fitScaler);
      const shape = { lookBackSteps, horizonSteps, seasonLength: 1 };
      const windows = prepareWindows(series, scalers, validationSteps, shape);

      // The plain way: every window written out, with the place where it would lie.
      const train: { start: number; values: number[] }[] = [];
      const validation: typeof train = [];
      let offset = 0;
      series.forEach((history, at) => {
        const { centre, spread } = scalers[at];
        const scaled = Array.from(history, (y) => Math.fround((y - centre) / spread));
        const trainEnd = history.length - validationSteps;
        for (let from = 0; from + lookBackSteps + horizonSteps <= history.length; from += 1) {
          const judgedFrom = from + lookBackSteps;
          const end = judgedFrom + horizonSteps;
          const window = { start: offset + from, values: scaled.slice(from, end) };
          if (end <= trainEnd) train.push(window);
          else if (validationSteps > 0 && judgedFrom >= trainEnd) validation.push(window);
        }
        offset += history.length;
      });

      expect(windows.values).toHaveLength(offset);
      for (const [starts, wanted] of [
        [windows.trainStarts, train],
        [windows.validationStarts, validation],
      ] as const) {
        expect([...starts]).toEqual(wanted.map(({ start }) => start));
        wanted.forEach(({ start, values }) => {
          expect([...windows.values.subarray(start, start + values.length)]).toEqual(values);
        });
      }
    }),
  );
});

test('of very many validation windows some of every series are looked at', () => {
  const histories = Array.from({ length: 300 }, (_, at) => Float64Array.from({ length: 40 }, (__, t) => at + (t % 5)));
  const shape = { lookBackSteps: 8, horizonSteps: 2, seasonLength: 5 };
  const { validationStarts } = prepareWindows(histories, histories.map(fitScaler), 10, shape);
  expect(validationStarts).toHaveLength(512);
  expect(new Set(Array.from(validationStarts, (start) => Math.floor(start / 40))).size).toBe(300);
});

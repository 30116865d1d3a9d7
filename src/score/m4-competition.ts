/** The M4 competition's files: one series a row, its name first (Makridakis, Spiliotis and Assimakopoulos 2020). */
import type { Series } from '../series/series.ts';
import type { ScoreTask } from './score-series.ts';

export const m4Sets = {
  hourly: { file: 'Hourly', seasonLength: 24, horizonSteps: 48 },
  weekly: { file: 'Weekly', seasonLength: 1, horizonSteps: 13 },
} as const;

function readRows(csv: string): Map<string, Float64Array> {
  const rows = csv.trim().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [name, ...cells] = row.split(',').map((cell) => cell.trim().replaceAll('"', ''));
      return [
        name,
        Float64Array.from(
          cells.filter((cell) => cell !== ''),
          Number,
        ),
      ];
    }),
  );
}

/** Values without dates, counted from 1. @param y [length] finite values */
export function numberSeries(uniqueId: string, y: Float64Array): Series {
  return { uniqueId, step: { unit: 'row', every: 1 }, firstMs: 1, y, filled: new Uint8Array(y.length) };
}

/** @param trainCsv and @param testCsv whole files of one set, the same series in both */
export function readM4(trainCsv: string, testCsv: string): ScoreTask[] {
  const tests = readRows(testCsv);
  return [...readRows(trainCsv)].map(([uniqueId, y]) => {
    const actual = tests.get(uniqueId);
    if (!actual) throw new Error(`the test file has no series ${uniqueId}`);
    return { series: numberSeries(uniqueId, y), actual };
  });
}

/** The end of the history in the place of the test part, to choose by: what there is to learn from ends before it. */
export function holdOut({ series: { uniqueId, y } }: ScoreTask, steps: number): ScoreTask {
  const end = Math.max(0, y.length - steps);
  return { series: numberSeries(uniqueId, y.subarray(0, end)), actual: y.subarray(end) };
}

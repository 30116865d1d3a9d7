import { expect, it } from 'vitest';
import { englishWords } from '../../../../i18n/load-words.ts';
import { cutPiece, mostGiven, placeIn } from '../../../../series/pieces.ts';
import { outlineOf } from '../../../../series/series-outline.ts';
import { initialView } from '../../state/view.ts';
import { prepareDrawing } from './prepare-drawing.ts';

it('of a long series only those marks are drawn whose points are among those kept', () => {
  const length = 4 * mostGiven;
  const y = Float64Array.from({ length }, (_, at) => Math.sin(at * 0.7) + at / 1000);
  const filled = new Uint8Array(length);
  const outliers = Array.from({ length: 200 }, (_, at) => at * 100 + 57);
  const piece = cutPiece({ y, filled }, { outliers }, 0, length);
  const isKept = (at: number) => placeIn(piece, at) >= 0;
  expect(outliers.every(isKept)).toBe(false);
  const series = outlineOf({ uniqueId: 'a', step: { unit: 'hour', every: 1 }, firstMs: 0, y, filled });
  const { marks } = prepareDrawing(englishWords, {
    shown: {
      series,
      piece,
      markCounts: { outliers: outliers.length },
      results: [],
      firstLook: null,
      split: { length, trainEnd: length, validationEnd: length },
      horizonSteps: 24,
    },
    width: 5000,
    height: 400,
    range: { from: 0, to: length + 23 },
    mayCut: true,
    view: initialView,
    taken: null,
  });
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter(({ at }) => !isKept(at))).toEqual([]);
});

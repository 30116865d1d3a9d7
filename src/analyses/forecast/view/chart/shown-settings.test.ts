import { describe, expect, it } from 'vitest';
import { defaultBacktest } from '../../../../forecasters/backtest-settings.ts';
import { defaultSettings } from '../../../../forecasters/settings.ts';
import { englishWords } from '../../../../i18n/load-words.ts';
import type { Series } from '../../../../series/series.ts';
import { outlineOf } from '../../../../series/series-outline.ts';
import { wholeOf } from '../../../../series/testing/points-of.ts';
import { rangeOf } from '../../../../ui/chart/chart-lines.ts';
import { initialView } from '../../state/view.ts';
import { prepareDrawing } from './prepare-drawing.ts';
import { shownSettings } from './shown-settings.ts';
import { saySplit } from './split-sentence.ts';

const length = 144;
const monthly = { unit: 'month', every: 1 } as const;
const series: Series = {
  uniqueId: 'sales',
  step: monthly,
  firstMs: 0,
  y: Float64Array.from({ length }, (_, at) => 100 + (at % 12)),
  filled: new Uint8Array(length),
};
const usual = defaultSettings(monthly, length);
const sixOrigins = { ...usual, models: ['ets' as const], backtest: { ...defaultBacktest, origins: 6 } };

describe('what is shown of the settings', () => {
  it('is the hold-out of six origins, on the chart and in its caption', () => {
    for (const shown of [shownSettings(length, null, sixOrigins), shownSettings(length, sixOrigins, usual)]) {
      expect(saySplit(englishWords, shown.split)).toContain('the last 72 (50%), the hold-out, test');
      const drawing = prepareDrawing(englishWords, {
        shown: {
          ...shown,
          series: outlineOf(series),
          piece: wholeOf(series),
          markCounts: {},
          results: [],
          firstLook: null,
        },
        width: 900,
        height: 400,
        range: rangeOf('all', shown.split, shown.horizonSteps),
        mayCut: true,
        view: initialView,
        taken: null,
      });
      expect(drawing.parts.find(({ id }) => id === 'test')).toMatchObject({ from: 71.5, to: 143.5 });
    }
  });

  it('is that of the run, whatever is being changed', () => {
    expect(shownSettings(length, usual, sixOrigins).split.validationEnd).toBe(102);
  });

  it('cuts nothing where the settings cannot be run', () => {
    const tooMany = { ...sixOrigins, backtest: { ...defaultBacktest, origins: 60 } };
    expect(shownSettings(length, null, tooMany).split).toEqual({ length, trainEnd: length, validationEnd: length });
  });
});

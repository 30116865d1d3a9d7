import { expect, it } from 'vitest';
import { loadWords } from '../../i18n/load-words.ts';
import { outlineOf } from '../../series/series-outline.ts';
import { labelTimes, labelWidth, leastMarginPx } from './tick-labels.ts';

it('no label of the time axis runs out of the picture, whatever the width', async () => {
  const y = new Float64Array(60);
  const series = outlineOf({
    uniqueId: '',
    step: { unit: 'month', every: 1 },
    firstMs: Date.UTC(2024, 0, 1),
    y,
    filled: new Uint8Array(y.length),
  });
  for (const language of ['en', 'zh-CN'] as const) {
    const words = await loadWords(language);
    for (let to = 49; to < 60; to += 1) {
      for (const widthPx of [300, 400, 500]) {
        for (const { at, label } of labelTimes(words, series, { from: 0, to }, widthPx)) {
          const right = (at / to) * widthPx + labelWidth(label) / 2;
          expect(right, `${label} of ${to} at ${widthPx}`).toBeLessThanOrEqual(widthPx + leastMarginPx);
        }
      }
    }
  }
});

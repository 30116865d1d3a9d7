import { expect, it } from 'vitest';
import { loadWords } from '../../i18n/load-words.ts';
import { outlineOf } from '../../series/series-outline.ts';
import { labelTimes, labelWidth, leastMarginPx } from './tick-labels.ts';

it('no label of the time axis runs out of the picture, whatever the width', async () => {
  const y = new Float64Array(40);
  const series = outlineOf({
    uniqueId: '',
    step: { unit: 'month', every: 1 },
    firstMs: Date.UTC(2024, 0, 1),
    y,
    filled: new Uint8Array(y.length),
  });
  const range = { from: 0, to: 37 };
  for (const language of ['en', 'zh-CN'] as const) {
    const words = await loadWords(language);
    for (let widthPx = 150; widthPx < 900; widthPx += 31) {
      for (const { at, label } of labelTimes(words, series, range, widthPx)) {
        const right = (at / range.to) * widthPx + labelWidth(label) / 2;
        expect(right, `${label} at ${widthPx}`).toBeLessThanOrEqual(widthPx + leastMarginPx);
      }
    }
  }
});

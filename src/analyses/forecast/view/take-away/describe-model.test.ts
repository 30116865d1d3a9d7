import { describe, expect, it } from 'vitest';
import type { ModelAbout } from '../../../../export/model/model-file.ts';
import { defaultSettings } from '../../../../forecasters/settings.ts';
import { loadWords } from '../../../../i18n/load-words.ts';
import { writeModelCard } from './describe-model.ts';
import { nameOf } from './save-model.ts';
import { takeAwayWords } from './words/take-away-words.ts';

const step = { unit: 'month', every: 1 } as const;
const about: ModelAbout = {
  data: 'sales.csv',
  series: null,
  columns: { time: 'month', ids: [], target: 'sales' },
  step,
  points: 96,
  firstMs: 0,
  lastMs: Date.UTC(1977, 11),
  mae: 4,
  maeRatioToNaive: 0.8,
  savedAtMs: 0,
};

async function cardOf(change: Partial<ModelAbout>): Promise<string> {
  const trained = {
    members: [[{ name: 'w', shape: [2], values: Float32Array.of(1, 2) }]],
    scaler: { centre: 0, spread: 1 },
    isFloored: false,
  };
  const words = await loadWords('en', takeAwayWords);
  const settings = defaultSettings(step, 96);
  return writeModelCard(words, { model: 'lstm', settings, trained, about: { ...about, ...change } });
}

describe('a model card', () => {
  it('says the error of a test, and of what', async () => {
    const card = await cardOf({});
    expect(card).toContain('off by 4 on average, 0.8 times');
    expect(card).toContain('That is the error of the test.');
  });

  it('speaks of no error where none was measured', async () => {
    const card = await cardOf({ mae: null, maeRatioToNaive: null });
    expect(card).toContain('has no test beside the seasonal naive');
    expect(card).not.toContain('the error of the test');
  });

  it('says what of a model that shops learnt together was tested, and is named after the one that saved it', async () => {
    const shops = { file: 'North.csv', others: 2 };
    const given = { data: 'North.csv, together with 2 other shops', shops };
    const card = await cardOf(given);
    expect(card).toContain('off by 4 on average');
    expect(card).toContain('Tested was the end of North.csv');
    expect(card).not.toContain('That is the error of the test.');
    expect(nameOf({ model: 'lstm', about: { ...about, ...given } }, '.onnx')).toBe('North-shops-lstm.onnx');
    expect(nameOf({ model: 'lstm', about }, '.onnx')).toBe('sales-lstm.onnx');
  });
});

import { expect, it } from 'vitest';
import { defaultSettings } from '../forecasters/settings.ts';
import { addFailure, beginWork, modelInTurn } from './run.ts';

it('the models take their turns in the order of the settings, whether they succeed or not', () => {
  const settings = defaultSettings({ unit: 'month', every: 1 }, 144);
  let work = beginWork(settings, 144);
  for (const model of settings.models) {
    expect(modelInTurn(work)).toBe(model);
    work = addFailure(work, { model, code: 'internal', message: '' });
  }
  expect(modelInTurn(work)).toBeNull();
});

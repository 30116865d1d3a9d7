import { expect, it } from 'vitest';
import { defaultSettings } from '../../../forecasters/settings.ts';
import { addFailure, beginWork, modelsInTurn, noteBegun } from './run.ts';

it('models are in turn from when a worker takes them until they succeed or fail', () => {
  const settings = defaultSettings({ unit: 'month', every: 1 }, 144);
  const [first, second] = settings.models;
  const begun = noteBegun(noteBegun(beginWork(settings, 144), second), first);
  expect(modelsInTurn(beginWork(settings, 144))).toEqual([]);
  expect(modelsInTurn(begun)).toEqual([first, second]);
  expect(modelsInTurn(addFailure(begun, { model: first, code: 'internal', message: '' }))).toEqual([second]);
});

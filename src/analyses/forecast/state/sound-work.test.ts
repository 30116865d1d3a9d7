import { expect, it } from 'vitest';
import { makeResult } from '../../../evaluation/testing/make-result.ts';
import { defaultSettings } from '../../../forecasters/settings.ts';
import { addPart, beginWork, endWork } from './run.ts';
import { isSoundWork } from './sound-work.ts';

const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 144), models: ['seasonal-naive' as const] };

const tested = { from: 115, at: null, y: new Float64Array(29), filled: new Uint8Array(29) };

function workWith(change: object = {}) {
  const begun = beginWork(settings, 144);
  const forecast = new Float64Array(settings.horizonSteps);
  const result = { ...makeResult('seasonal-naive'), forecast, intervals: [], ...change };
  return endWork(addPart(begun, { split: begun.split, tested, result, failure: null }), false);
}

const together = { others: ['returns'], errors: { together: 1, alone: null }, difference: 'noise', isKept: false };

it('takes what a run has come to, under way and over', () => {
  expect(isSoundWork(beginWork(settings, 144))).toBe(true);
  expect(isSoundWork(workWith())).toBe(true);
  expect(isSoundWork(workWith({ together }))).toBe(true);
  const yhat = new Float64Array(settings.horizonSteps);
  const updated = {
    errors: [[1, -2], []],
    waiting: [{ origin: 140, yhat, quantiles: [yhat] }],
    updated: 'kept',
    members: [{ name: 'ETS', weight: 1 }],
    tried: { origins: 3, models: [{ name: 'ETS', error: null, weight: 1, passedOver: 'failed' }] },
    setAside: [4],
  };
  expect(isSoundWork(workWith(updated))).toBe(true);
});

it('refuses what a view would stumble over', () => {
  for (const wrong of [
    null,
    [],
    {},
    { ...workWith(), settings: { horizonSteps: 'many' } },
    { ...workWith(), results: [{}] },
    { ...workWith(), failures: [{ model: 'none', code: 'x' }] },
    { ...workWith(), progress: { lstm: null } },
    { ...workWith(), tested: { ...tested, y: [1] } },
    workWith({ forecast: [1, 2, 3] }),
    workWith({ forecast: new Float64Array(1) }),
    workWith({ test: [{ origin: -1, yhat: new Float64Array(1), quantiles: null }] }),
    workWith({ metrics: { mae: 'much' } }),
    workWith({ model: '__proto__' }),
    workWith({ together: { ...together, others: 'sales' } }),
    workWith({ together: { ...together, errors: null } }),
    workWith({ errors: [1, 2] }),
    workWith({ errors: [['much']] }),
    workWith({ waiting: [{ origin: 3, yhat: new Float64Array(1), quantiles: null }] }),
    workWith({ updated: 'somehow' }),
    workWith({ members: [{ name: 'ets' }] }),
    workWith({ tried: { origins: 1, models: [{ name: 'ets', error: 'large', weight: 1, passedOver: null }] } }),
    workWith({ setAside: [-1] }),
    workWith({ shiftedAt: -1 }),
  ])
    expect(isSoundWork(wrong), JSON.stringify(wrong)).toBe(false);
});

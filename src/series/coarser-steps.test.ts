import { expect, it } from 'vitest';
import { coarserSteps } from './coarser-steps.ts';
import type { StepUnit } from './step.ts';

const units = (unit: StepUnit, points: number, every = 1) =>
  coarserSteps({ unit, every }, points, 8).map((step) => (step.every === 1 ? step.unit : `${step.every} ${step.unit}`));

it('days are offered as weeks, months and so on, as long as enough of them are left', () => {
  expect(units('day', 750)).toEqual(['week', 'month', 'quarter']);
  expect(units('day', 60)).toEqual(['week']);
  expect(units('day', 20)).toEqual([]);
});

it('working days are no finer than days', () => {
  expect(units('business-day', 300)).toEqual(['week', 'month']);
});

it('minutes are offered as quarters of an hour, not as themselves', () => {
  expect(units('minute', 10_000)).toEqual(['15 minute', 'hour']);
  expect(units('minute', 10_000, 15)).toEqual(['hour', 'day', 'week']);
});

it('rows without dates have no other rhythm, dates without one may have any', () => {
  expect(units('row', 1000)).toEqual([]);
  expect(coarserSteps(null, 100, 8).map(({ unit }) => unit)).toContain('month');
});

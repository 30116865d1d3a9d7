import { expect, it } from 'vitest';
import type { StepUnit } from './step.ts';
import { earlierSpan, yearStepsOf } from './year-steps.ts';

const step = (unit: StepUnit, every = 1) => ({ unit, every });

it('a year is a whole number of steps, on the same weekday', () => {
  expect(yearStepsOf(step('month'))).toBe(12);
  expect(yearStepsOf(step('month', 3))).toBe(4);
  expect(yearStepsOf(step('week'))).toBe(52);
  expect((yearStepsOf(step('day')) ?? 1) % 7).toBe(0);
  expect((yearStepsOf(step('hour')) ?? 1) % (7 * 24)).toBe(0);
  expect(yearStepsOf(step('month', 5))).toBeNull();
  expect(yearStepsOf(step('row'))).toBeNull();
  expect(yearStepsOf({ ...step('hour'), open: [0] })).toBeNull();
});

it('a horizon is compared with a year before, or with what comes right before it', () => {
  expect(earlierSpan(step('week'), 156, 13)).toEqual({ kind: 'year', steps: 52 });
  expect(earlierSpan(step('week'), 52, 13)).toEqual({ kind: 'year', steps: 52 });
  expect(earlierSpan(step('week'), 51, 13)).toEqual({ kind: 'before', steps: 13 });
  expect(earlierSpan(step('month'), 100, 24)).toEqual({ kind: 'before', steps: 24 });
  expect(earlierSpan(step('year'), 40, 1)).toEqual({ kind: 'before', steps: 1 });
  expect(earlierSpan(step('month'), 2, 3)).toBeNull();
});

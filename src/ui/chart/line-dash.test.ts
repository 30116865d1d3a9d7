import { expect, it } from 'vitest';
import { lineDash } from './line-dash.ts';

it('no two of the lines that a chart draws at once look alike without their colours', () => {
  const slots = Array.from({ length: 6 }, (_, at) => `var(--series-${at + 1})`);
  const dashes = [...slots, 'var(--series-baseline)', 'var(--series-combination)'].map(lineDash);
  expect(new Set(dashes).size).toBe(dashes.length);
});

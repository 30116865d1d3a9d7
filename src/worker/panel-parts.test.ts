import { expect, it } from 'vitest';
import type { SeriesSummary } from '../series/panel.ts';
import { partsOf, readPart } from './panel-parts.ts';

const list = Array.from(
  { length: 1234 },
  (_, at): SeriesSummary => ({
    uniqueId: `series ${at}`,
    length: at,
    firstMs: 0,
    lastMs: at,
    smallest: 0,
    largest: at,
    mean: at / 2,
    last: at,
    spark: Array.from({ length: at % 41 }, (_, i) => at + i),
    repairs: at % 3 === 0 ? [{ kind: 'gaps', count: 2, isApplied: true, rule: 'linear' }] : [],
    status: 'active',
  }),
);

it('a long list goes over in parts, none of which is large, and is the same list there', () => {
  const parts = [...partsOf(list)].map((part) => structuredClone(part));
  expect(parts.length).toBeGreaterThan(1);
  for (const { series } of parts) expect(series.length).toBeLessThanOrEqual(500);
  const read = parts.flatMap(readPart).map((summary) => ({ ...summary, spark: [...summary.spark] }));
  expect(read).toEqual(list);
  expect([...partsOf([])]).toEqual([]);
});

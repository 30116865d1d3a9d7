import { describe, expect, it } from 'vitest';
import { noiseOf } from '../../evaluation/shrink-trial.ts';
import type { TrainedNetwork } from '../../forecasters/trained-network.ts';
import { measureStored, shrinkTrained } from './shrink.ts';

const kernel = Float32Array.from({ length: 400 }, (_, at) => ((at * 37) % 401) / 401 - 0.5);
const trained: TrainedNetwork = {
  members: [
    [
      { name: 'a.kernel', shape: [20, 20], values: kernel },
      { name: 'a.bias', shape: [3], values: Float32Array.of(1e-6, 0.3, -2) },
    ],
  ],
  scaler: { centre: 0, spread: 1 },
  isFloored: false,
};
const [[{ values: whole }]] = trained.members;

describe('smaller weights', () => {
  it('leave out the smallest of each matrix, and nothing of a bias', () => {
    for (const [way, share] of [
      ['pruned-50', 0.5],
      ['pruned-80', 0.8],
    ] as const) {
      const [[matrix, bias]] = shrinkTrained(trained, way).members;
      const kept = [...matrix.values].filter((value) => value !== 0);
      expect(kept).toHaveLength(400 - share * 400);
      const left = whole.filter((_, at) => matrix.values[at] === 0).map(Math.abs);
      expect(Math.max(...left)).toBeLessThanOrEqual(Math.min(...kept.map(Math.abs)));
      expect([...bias.values]).toEqual([...trained.members[0][1].values]);
    }
  });

  it('take the room that they are said to take', async () => {
    const full = await measureStored(trained, 'f32');
    expect(full.bytes).toBe(4 * 403);
    expect((await measureStored(trained, 'f16')).bytes).toBe(2 * 403);
    // A byte a weight of the matrix, a step for each of its columns, and the bias as it is.
    expect((await measureStored(trained, 'int8')).bytes).toBe(400 + 4 * 20 + 4 * 3);
    const pruned = await measureStored(shrinkTrained(trained, 'pruned-80'), 'pruned-80');
    expect(pruned.bytes).toBe(full.bytes);
    expect(pruned.deflated).toBeLessThan(full.deflated / 2);
  });

  it('are judged by the standard deviation of the seeds', () => {
    // R: sd(c(10, 12, 17))
    expect(noiseOf([10, 12, 17])).toBeCloseTo(3.605551, 6);
  });
});

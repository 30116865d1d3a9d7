import { describe, expect, it } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import type { NamedTensor } from '../forecasters/trained-network.ts';
import { averageWeights, digestOfWeights } from './average-weights.ts';
import { gather, type NamedContribution, nextRound } from './gather.ts';
import { hideUpdate, normOfUpdate, secretNormal } from './hide-update.ts';
import type { Contribution, RoundPlan } from './round.ts';

const tensor = (name: string, values: number[], shape = [values.length]): NamedTensor => ({
  name,
  shape,
  values: Float32Array.from(values),
});

const step = { unit: 'month', every: 1 } as const;
const plan: RoundPlan = { id: 'a1', model: 'lstm', settings: defaultSettings(step, 100), step, rounds: 3, epochs: 5 };

function from(label: string, values: number[], change: Partial<Contribution> = {}): NamedContribution {
  const contribution: Contribution = {
    plan,
    round: 1,
    base: 'begun',
    shop: { label, windows: 10, before: 1, after: 0.9 },
    noise: null,
    weights: [tensor('w', values)],
    ...change,
  };
  return { name: `${label}.part`, contribution };
}

describe('averaging', () => {
  it('counts each shop by its windows, whatever the order of its tensors', () => {
    const one = { weights: [tensor('a', [1, 2]), tensor('b', [10])], windows: 30 };
    const other = { weights: [tensor('b', [20]), tensor('a', [5, 6])], windows: 10 };
    expect(averageWeights([one, other])).toEqual([tensor('a', [2, 3]), tensor('b', [12.5])]);
  });

  it('gives the next round, with whose average it is', () => {
    const contributions = [from('north', [1, 3]), from('south', [3, 5])].map(({ contribution }) => contribution);
    const next = nextRound(contributions);
    expect(next.round).toBe(2);
    expect(next.shops.map(({ label }) => label)).toEqual(['north', 'south']);
    expect([...next.weights[0].values]).toEqual([2, 4]);
    expect(() => nextRound(contributions.slice(1))).toThrow();
  });
});

describe('what is counted', () => {
  const north = from('north', [1, 2]);
  const south = from('south', [2, 3]);

  function reasonOf(other: NamedContribution): string | undefined {
    const { counted, refused } = gather([north, south, other]);
    expect(counted).toEqual([north, south]);
    return refused[0]?.reason;
  }

  it('is of one round of one training, from the same weights, each of another shop', () => {
    const east = from('east', [3, 4]);
    expect(gather([north, south, east])).toEqual({ counted: [north, south, east], refused: [] });
    expect(reasonOf(from('east', [3, 4], { plan: { ...plan, id: 'b2' } }))).toBe('other-training');
    expect(reasonOf(from('east', [3, 4], { round: 2 }))).toBe('other-round');
    expect(reasonOf(from('east', [3, 4], { base: 'other' }))).toBe('other-weights');
    expect(reasonOf(from('east', [3, 4], { plan: { ...plan, model: 'gru' } }))).toBe('other-network');
    expect(reasonOf(from('east', [3, 4, 5]))).toBe('other-network');
    expect(reasonOf(from(' North ', [3, 4]))).toBe('twice');
    expect(reasonOf(from('east', [1, 2]))).toBe('twice');
  });

  it('is what most were handed back for, even where another comes first', () => {
    const late = from('east', [3, 4], { round: 2 });
    const { counted, refused } = gather([late, north, south]);
    expect(counted).toEqual([north, south]);
    expect(refused).toEqual([{ name: 'east.part', reason: 'other-round', found: 2, wanted: 1 }]);
  });

  it('tells weights apart, and not by the order of their tensors', () => {
    const [one, other] = [tensor('a', [1, 2]), tensor('b', [3])];
    expect(digestOfWeights([one, other])).toBe(digestOfWeights([other, one]));
    expect(digestOfWeights([one, other])).not.toBe(digestOfWeights([one, tensor('b', [4])]));
    expect(digestOfWeights([tensor('a', [1, 2], [1, 2])])).not.toBe(digestOfWeights([tensor('a', [1, 2], [2, 1])]));
  });
});

describe('hiding an update', () => {
  const base = [tensor('a', [1, 1]), tensor('b', [0, 0])];
  const learnt = [tensor('b', [0, 4]), tensor('a', [4, 1])];

  it('keeps its direction and cuts its norm', () => {
    expect(normOfUpdate(base, learnt)).toBe(5);
    const cut = hideUpdate(base, learnt, { clipNorm: 1, multiplier: 0 });
    expect(normOfUpdate(base, cut)).toBeCloseTo(1, 6);
    expect(cut[0].values[1] / (cut[1].values[0] - 1)).toBeCloseTo(4 / 3, 5);
    expect(hideUpdate(base, learnt, { clipNorm: 6, multiplier: 0 })).toEqual(learnt);
  });

  it('adds noise in proportion to that norm, which nobody else can draw', () => {
    const zeros = [tensor('a', new Array<number>(20_000).fill(0))];
    const random = createRandom(1);
    for (const draw of [() => drawNormal(random), secretNormal]) {
      const [{ values }] = hideUpdate(zeros, zeros, { clipNorm: 0.5, multiplier: 3 }, draw);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
      expect(Math.abs(mean)).toBeLessThan(0.06);
      expect(Math.abs(deviation / 1.5 - 1)).toBeLessThan(0.03);
    }
    expect(secretNormal()).not.toBe(secretNormal());
  });
});

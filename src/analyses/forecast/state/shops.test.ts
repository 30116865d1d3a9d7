import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../forecasters/settings.ts';
import { gatherShops } from './shops.ts';

const step = { unit: 'month', every: 1 } as const;
const plan = { id: 'a1', model: 'lstm', settings: defaultSettings(step, 100), step, rounds: 3, epochs: 5 } as const;

const part = (label: string, value: number, round = 1) => ({
  plan,
  round,
  base: 'begun',
  shop: { label, windows: 10, before: 1, after: 0.9 },
  noise: null,
  weights: [{ name: 'w', shape: [1], values: Float32Array.of(value) }],
});
const brought = (...parts: ReturnType<typeof part>[]) =>
  parts.map((contribution) => ({ name: `${contribution.shop.label}.part`, contribution }));
const learnt = (own: ReturnType<typeof part>) => ({ contribution: own, before: 1, after: 0.9, norm: 1 });
const labels = ({ counted }: ReturnType<typeof gatherShops>) =>
  counted.map(({ contribution }) => contribution.shop.label);

describe('what is averaged', () => {
  const own = part('north', 3);

  it('has what this shop has learnt, which need not be brought', () => {
    const found = gatherShops({ brought: brought(part('south', 1), part('west', 2)), handedBack: learnt(own) });
    expect(labels(found)).toEqual(['south', 'west', 'north']);
    expect(found.refused).toEqual([]);
  });

  it('has it once where its file is brought too, without a word', () => {
    const found = gatherShops({ brought: brought(part('south', 1), own), handedBack: learnt(own) });
    expect(labels(found)).toEqual(['south', 'north']);
    expect(found.refused).toEqual([]);
  });

  it('has it not where what is brought is of another round, and nothing before anything is brought', () => {
    const found = gatherShops({ brought: brought(part('south', 1, 2), part('west', 2, 2)), handedBack: learnt(own) });
    expect(labels(found)).toEqual(['south', 'west']);
    expect(found.refused).toEqual([]);
    expect(gatherShops({ brought: [], handedBack: learnt(own) }).counted).toEqual([]);
  });
});

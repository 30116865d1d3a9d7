import { describe, expect, it } from 'vitest';
import type { Contribution, Round, RoundPlan } from '../../federation/round.ts';
import { defaultSettings, type Settings } from '../../forecasters/settings.ts';
import { readRoundFile, writeContribution, writeRound } from './round-file.ts';

const step = { unit: 'week', every: 1 } as const;
const usual = defaultSettings(step, 200);
const settings: Settings = { ...usual, network: { ...usual.network, loss: 'mse' } };
const { lookBackSteps, horizonSteps } = settings;
const plan: RoundPlan = { id: 'a1b2', model: 'nlinear', settings, step, rounds: 3, epochs: 40 };
const weights = [
  { name: 'map.bias', shape: [horizonSteps], values: new Float32Array(horizonSteps).fill(0.5) },
  {
    name: 'map.kernel',
    shape: [lookBackSteps, horizonSteps],
    values: Float32Array.from({ length: lookBackSteps * horizonSteps }, (_, at) => Math.sin(at)),
  },
];
const shop = { label: '北店', windows: 120, before: 1.1, after: null };
const round: Round = { plan, round: 2, weights, shops: [shop, { ...shop, label: 'south' }] };
const noise = { clipNorm: 1, multiplier: 2 };
const contribution: Contribution = { plan, round: 1, base: 'abc', shop, noise, weights };

const read = (bytes: BlobPart) => readRoundFile(new Blob([bytes]), (found) => found as Settings);
const reasonOf = async (bytes: BlobPart) => {
  const result = await read(bytes);
  return result.ok ? null : result.problem.reason;
};

describe('a file of a shared training', () => {
  it('gives back what was written', async () => {
    expect(await read(writeRound(round))).toEqual({ ok: true, value: { kind: 'round', round } });
    expect(await read(writeContribution(contribution))).toEqual({
      ok: true,
      value: { kind: 'contribution', contribution },
    });
  });

  it('holds the weights, what was agreed on and what the shop tells, and nothing else', () => {
    const bytes = writeContribution(contribution);
    const size = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const { __metadata__: metadata, ...tensors } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size)));
    expect(Object.keys(tensors).sort()).toEqual(['map.bias', 'map.kernel']);
    expect(Object.keys(JSON.parse(metadata.config)).sort()).toEqual(['base', 'noise', 'plan', 'round', 'shop']);
  });

  it('is refused where it is damaged, newer, another file, or not of numbers', async () => {
    const bytes = writeContribution(contribution);
    expect(await reasonOf(bytes.slice(0, -4))).toBe('damaged');
    expect(await reasonOf(new TextEncoder().encode('day,sales\n'))).toBe('damaged');
    const text = new TextDecoder('latin1').decode(bytes);
    const asBytes = (changed: string) => Uint8Array.from(changed, (letter) => letter.charCodeAt(0));
    expect(await reasonOf(asBytes(text.replace('"version":"1"', '"version":"2"')))).toBe('newer');
    expect(await reasonOf(asBytes(text.replace('dropcast-contribution', 'dropcast-contributioN')))).toBe('no-round');
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const broken = [
        { ...weights[0], values: weights[0].values.map((own, at) => (at === 2 ? value : own)) },
        weights[1],
      ];
      expect(await reasonOf(writeContribution({ ...contribution, weights: broken }))).toBe('not-finite');
    }
  });

  it.each<[string, Partial<Contribution>]>([
    ['a round beyond the last', { round: 4 }],
    ['a round before the first', { round: 0 }],
    ['no windows', { shop: { ...shop, windows: 0 } }],
    ['windows that are no number', { shop: { ...shop, windows: Number.NaN } }],
    ['no name', { shop: { ...shop, label: ' ' } }],
    ['a name as long as a page', { shop: { ...shop, label: 'x'.repeat(5000) } }],
    ['a norm of nothing', { noise: { clipNorm: 0, multiplier: 1 } }],
    ['weights of another network', { weights: weights.slice(1) }],
    ['a model that is none', { plan: { ...plan, model: 'theta' as 'lstm' } }],
    ['rounds without end', { plan: { ...plan, rounds: 1e9 } }],
  ])('with %s is damaged', async (_, change) => {
    expect(await reasonOf(writeContribution({ ...contribution, ...change }))).toBe('damaged');
  });
});

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import type { Covariate } from '../../series/covariates.ts';
import type { Step } from '../../series/step.ts';
import { drawSample, isGainKnown } from './driver-sample.ts';
import { measureGain } from './drivers-worth.ts';

const week: Step = { unit: 'week', every: 1 };
const length = 156;
const settings = { ...defaultSettings(week, length), horizonSteps: 8, seasonLength: 1 };

/** Weeks of a shop about a level that wanders; in one of twelve an event sells `factor` times as much. */
function itemOf(seed: number, factor: number, known: Covariate['known'] = 'past') {
  const random = createRandom(seed);
  const event = Float64Array.from({ length: length + 8 }, () => Number(random() < 0.08));
  let level = 100;
  const y = Float64Array.from({ length }, (_, at) => {
    level *= 1 + 0.03 * (random() - 0.5);
    return level * (event[at] ? factor : 1) * (1 + 0.1 * (random() - 0.5));
  });
  const values = known === 'past' ? event.slice(0, length) : event;
  const series = { uniqueId: `${seed}`, step: week, firstMs: 0, y, filled: new Uint8Array(length) };
  return { series: { ...series, covariates: [{ name: 'event', known, values }] }, lag: 0 };
}

const seeds = Array.from({ length: 20 }, (_, at) => at + 1);
const gainsOf = (factor: number) => Promise.all(seeds.map((seed) => measureGain(itemOf(seed, factor), settings)));

describe('columns known only afterwards', () => {
  it('are worth trying where what they explain of the past gains beyond noise', async () => {
    expect(isGainKnown(await gainsOf(1.3))).toBe(true);
  });

  it('are not where they tell nothing', async () => {
    expect(isGainKnown(await gainsOf(1))).toBe(false);
  });

  it('have no gain where there are none, or too little past', async () => {
    expect(await measureGain(itemOf(1, 1.6, 'future'), settings)).toBeNaN();
    const { series, lag } = itemOf(1, 1.6);
    const short = { ...series, y: series.y.slice(0, 5), filled: series.filled.slice(0, 5), covariates: [] };
    expect(await measureGain({ series: short, lag }, settings)).toBeNaN();
  });
});

describe('the gain of a sample', () => {
  // One-sided 95 % point of Student's t with 7 degrees of freedom (R: qt(0.95, 7)).
  const critical = 1.894579;
  const about = (t: number) => [-1, 1, -1, 1, -1, 1, -1, 1].map((side) => side + t * Math.sqrt(1 / 7));

  it('counts where chance makes it less often than once in twenty', () => {
    expect(isGainKnown(about(critical + 0.01))).toBe(true);
    expect(isGainKnown(about(critical - 0.01))).toBe(false);
    expect(isGainKnown(about(-5))).toBe(false);
  });

  it('does not count from a few series, or none', () => {
    expect(isGainKnown([1, 1, 1, Number.NaN])).toBe(false);
    expect(isGainKnown([])).toBe(false);
  });
});

describe('the sample', () => {
  it('is spread over the whole file, and the same each time', () => {
    const numbers = Array.from({ length: 480 }, (_, at) => 3 * at);
    const sample = drawSample(numbers);
    expect(sample).toEqual(drawSample(numbers));
    expect(sample.map((number) => Math.floor(number / 60))).toEqual([...Array(24).keys()]);
    expect(new Set(sample.map((number) => number % 60)).size).toBeGreaterThan(6);
  });

  it('is all of a file of few series', () => {
    expect(drawSample([4, 7, 9])).toEqual([4, 7, 9]);
  });
});

import { expect, it } from 'vitest';
import { falseDiscoveryRates } from './false-discoveries.ts';

it('calls true the four hypotheses of the example of Benjamini and Hochberg (1995, section 3.2)', () => {
  const chances = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const rates = falseDiscoveryRates(chances);
  expect(Array.from(rates).filter((rate) => rate <= 0.05)).toHaveLength(4);
  // As `scipy.stats.false_discovery_control` and R's `p.adjust` print them.
  const printed = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.5812];
  for (const [at, rate] of printed.entries()) expect(rates[at]).toBeCloseTo(rate, 4);
  const turned = falseDiscoveryRates(chances.toReversed());
  expect(Array.from(turned.reverse())).toEqual(Array.from(rates));
});

it('has nothing to say of no tests', () => {
  expect(falseDiscoveryRates([])).toHaveLength(0);
});

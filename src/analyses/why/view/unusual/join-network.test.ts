import { expect, it } from 'vitest';
import type { Anomaly } from '../../../../statistics/unusual/find-unusual.ts';
import type { UnusualAnswer } from '../../unusual/findings.ts';
import { joinNetwork } from './join-network.ts';

const anomalyAt = (from: number, to = from): Anomaly => {
  return { kind: 'value', from, to, at: from, value: 9, expected: 1, deviate: 6 };
};
const values = new Float64Array(100);
const found: UnusualAnswer = {
  anomalies: [anomalyAt(10), anomalyAt(50, 52), anomalyAt(80)],
  breaks: [{ kind: 'level', at: 60, from: 59, to: 61, before: 1, after: 4, deviate: 5 }],
  again: { places: [70], country: null },
  isIntermittent: false,
  usual: values,
  y: values,
  seasons: [],
  isShort: false,
};
const surprise = (at: number, deviate = 8) => ({ at, value: 5, deviate, expected: 2 });

it('tells nothing twice, at a break, each year or hardly, and says who is surprised', () => {
  const surprises = [
    surprise(51),
    surprise(53),
    surprise(60),
    surprise(63),
    surprise(70),
    surprise(90),
    surprise(95, 4),
  ];
  const effects = [0, 0.1, null];
  const listed = joinNetwork(found, { kind: 'ask-network', surprises, from: 40, effects });
  expect(listed.map(({ from, by, effect }) => [from, by, effect])).toEqual([
    [10, null, 0],
    [50, 'both', 0.1],
    [80, 'rest', null],
    [90, 'network', null],
  ]);
});

it('is what the decomposition found before the network has answered', () => {
  expect(joinNetwork(found, null).map(({ from, by }) => [from, by])).toEqual([
    [10, null],
    [50, null],
    [80, null],
  ]);
});

import { describe, expect, it } from 'vitest';
import { usualRules } from '../../../series/panel.ts';
import type { Candidate } from '../../../session/shown.ts';
import { createKeptScenarios } from './kept-scenarios.ts';

const candidateOf = (uniqueId: string): Candidate =>
  ({ source: { blob: file }, choice: { targetColumns: [1] }, rules: usualRules, uniqueId }) as unknown as Candidate;
const file = new Blob(['x']);
const scenario = { name: 'Always', horizonSteps: 2, plan: { Promo: Float64Array.of(1, 1) } };

/** Scenarios, and what is kept of them beyond the page by name. */
function start() {
  const pieces = new Map<string, { value: unknown; candidate: Candidate }>();
  const scenarios = createKeptScenarios({
    keep: (candidate, name, value) => {
      if (value === null) pieces.delete(name);
      else pieces.set(name, { value, candidate });
    },
  });
  return { scenarios, pieces };
}
const restoredOf = (pieces: ReturnType<typeof start>['pieces']) =>
  [...pieces].map(([name, piece]) => ({ name, isOwn: true, ...piece }) as never);

describe('scenarios that were given a name', () => {
  it('are there after the page, each with its series, until they are let go', () => {
    const { scenarios, pieces } = start();
    const [north, south] = [candidateOf('north'), candidateOf('south')];
    scenarios.set(north, [scenario]);
    scenarios.set(south, [{ ...scenario, name: 'Never' }]);
    const later = start();
    later.scenarios.kept.restore(restoredOf(pieces));
    expect(later.scenarios.of(north)).toEqual([scenario]);
    expect(later.scenarios.of(south)).toMatchObject([{ name: 'Never' }]);
    expect(later.scenarios.of(candidateOf('west'))).toEqual([]);
    scenarios.set(north, []);
    expect([...pieces.values()].map(({ candidate }) => candidate.uniqueId)).toEqual(['south']);
  });

  it('are sound only as plans of numbers as long as their horizon', () => {
    const { kept } = start().scenarios;
    const isSound = (value: unknown) => kept.isSound({ value, candidate: candidateOf('north') } as never);
    expect(isSound([scenario])).toBe(true);
    for (const bad of [
      scenario,
      [{ ...scenario, name: 3 }],
      [{ ...scenario, horizonSteps: 0 }],
      [{ ...scenario, horizonSteps: 3 }],
      [{ ...scenario, plan: { Promo: [1, 1] } }],
      [{ ...scenario, plan: { Promo: Float64Array.of(1, Number.NaN) } }],
      [{ ...scenario, plan: null }],
    ]) {
      expect(isSound(bad)).toBe(false);
    }
    // Of a file that anybody may have written, what is not sound is left.
    const { scenarios } = start();
    const value = [scenario, { name: 'x' }];
    scenarios.kept.restore([{ value, candidate: candidateOf('north') } as never]);
    expect(scenarios.of(candidateOf('north'))).toEqual([scenario]);
  });
});

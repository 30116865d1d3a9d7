import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../../forecasters/settings.ts';
import { usualRules } from '../../../../series/panel.ts';
import type { Candidate } from '../../../../session/shown.ts';
import { beginWork } from '../../state/run.ts';
import {
  canDrawAll,
  type ForecastKept,
  obstacleAmong,
  obstacleBetween,
  runsOfFile,
  runsToCompare,
} from './comparable.ts';

const blob = new Blob(['x']);
const settings = defaultSettings({ unit: 'month', every: 1 }, 144);
const choice = { timeColumn: 0, idColumns: [], targetColumns: [1], covariateColumns: [] };
const candidate = {
  source: { name: 'a.csv', blob },
  choice,
  rules: usualRules,
  uniqueId: 'sales',
} as unknown as Candidate;

type Change = {
  id?: number;
  candidate?: Partial<Candidate>;
  settings?: Partial<Settings>;
  isPinned?: boolean;
  length?: number;
};
function kept(change: Change = {}): ForecastKept {
  const own = { ...settings, ...change.settings };
  return {
    id: change.id ?? 1,
    analysis: 'forecast',
    inputKey: '',
    candidate: { ...candidate, ...change.candidate },
    settings: own,
    outcome: beginWork(own, change.length ?? 144),
    bytes: 1,
    endedAtMs: 0,
    isPinned: change.isPinned ?? false,
    name: '',
  };
}

describe('runsOfFile', () => {
  it('leaves out runs of other files and other analyses', () => {
    const elsewhere = kept({ candidate: { source: { name: 'a.csv', blob: new Blob(['x']) } } });
    const again = kept({ candidate: { source: { name: 'a.csv', blob, choices: { sheet: 'b' } } } });
    const looked = { ...kept(), analysis: 'data' as const };
    expect(runsOfFile([elsewhere, again, looked], candidate)).toEqual([again]);
  });
});

describe('runsToCompare', () => {
  it('takes the newest of those pinned, as many as can be told apart', () => {
    const pinned = [7, 5, 4, 3, 1].map((id) => kept({ id, isPinned: true }));
    expect(runsToCompare([...pinned, kept({ id: 9 })])?.map(({ id }) => id)).toEqual([3, 4, 5, 7]);
    expect(runsToCompare(pinned.slice(3))?.map(({ id }) => id)).toEqual([1, 3]);
    expect(runsToCompare([kept({ isPinned: true }), kept({ id: 2 })])).toBeNull();
  });
});

describe('obstacleBetween', () => {
  it.each([
    ['series', { candidate: { uniqueId: 'cost' } }],
    ['series', { candidate: { source: { name: 'a.csv', blob, choices: { sheet: 'b' } } } }],
    ['repairs', { candidate: { rules: { ...usualRules, gaps: 'leave' } } }],
    ['test', { settings: { testSteps: 40 } }],
    ['test', { length: 143 }],
    ['horizon', { settings: { horizonSteps: 6, testSteps: 42 } }],
    ['origins', { settings: { backtest: { ...settings.backtest, stepSteps: 1 }, testSteps: 42 } }],
    [null, { settings: { models: ['seasonal-naive'] } }],
    [null, { settings: { backtest: { ...settings.backtest, refit: 'once' } } }],
  ] as [string | null, Change][])('is %s', (obstacle, change) => {
    expect(obstacleBetween(kept(), kept(change))).toBe(obstacle);
  });
});

describe('obstacleAmong', () => {
  it('is the weightiest between any of them', () => {
    const origins = kept({ settings: { backtest: { ...settings.backtest, stepSteps: 1 }, testSteps: 42 } });
    const repairs = kept({ candidate: { rules: { ...usualRules, gaps: 'leave' } } });
    expect(obstacleAmong([kept(), kept(), kept()])).toBeNull();
    expect(obstacleAmong([kept(), kept(), origins])).toBe('origins');
    expect(obstacleAmong([kept(), origins, repairs])).toBe('repairs');
  });
});

describe('canDrawAll', () => {
  it('wants all to be of the series shown, at its length', () => {
    expect(canDrawAll([kept(), kept({ settings: { horizonSteps: 6 } })], candidate, 144)).toBe(true);
    expect(canDrawAll([kept(), kept({ candidate: { uniqueId: 'cost' } })], candidate, 144)).toBe(false);
    expect(canDrawAll([kept(), kept({ length: 143 })], candidate, 144)).toBe(false);
  });
});

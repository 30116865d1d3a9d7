/** Scenarios by the series that they are of, and how they outlive the page. */
import { isRecord } from '../../../base/is-record.ts';
import type { ScenarioPlan } from '../../../evaluation/scenarios/scenario.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import type { AnalysisState, SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';

/** A plan that was given a name. */
export type KeptScenario = { name: string; horizonSteps: number; plan: ScenarioPlan };

const piece = 'scenarios';

/** Names are one for a file: another series, or the same read otherwise, is something else. */
function nameOf({ source, choice, rules, uniqueId }: Candidate): string {
  return JSON.stringify([piece, source.choices ?? {}, choice, rules, uniqueId]);
}

function isScenario(value: unknown): value is KeptScenario {
  if (!isRecord(value) || typeof value.name !== 'string' || !isRecord(value.plan)) return false;
  const { horizonSteps, plan } = value;
  if (typeof horizonSteps !== 'number' || !Number.isInteger(horizonSteps) || horizonSteps < 1) return false;
  return Object.values(plan).every(
    (values) => values instanceof Float64Array && values.length === horizonSteps && values.every(Number.isFinite),
  );
}

export function createKeptScenarios({ keep }: Pick<SessionParts, 'keep'>) {
  const known = new Map<string, readonly KeptScenario[]>();
  const kept: NonNullable<AnalysisState['kept']> = {
    version: 1,
    restore(pieces) {
      for (const { value, candidate } of pieces) {
        if (Array.isArray(value)) known.set(describeInput(candidate), value.filter(isScenario));
      }
    },
    isSound: ({ value }) => Array.isArray(value) && value.every(isScenario),
    suitsOtherData: () => false,
  };
  return {
    kept,
    of: (candidate: Candidate): readonly KeptScenario[] => known.get(describeInput(candidate)) ?? [],
    set(candidate: Candidate, scenarios: readonly KeptScenario[]): void {
      known.set(describeInput(candidate), scenarios);
      keep(candidate, nameOf(candidate), scenarios.length > 0 ? scenarios : null);
    },
  };
}

/** The jobs of this analysis, in plain data, and what comes of them: a kind for each thing that is worked out. */
import type { ForecastToExplain } from '../../../evaluation/explain/explain-forecast.ts';
import type { ExplainedForecast } from '../../../evaluation/explain/explanation.ts';
import type { ScenarioChange, ScenarioControl, ScenarioPlan } from '../../../evaluation/scenarios/scenario.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import type { NetworkAnswer, NetworkQuestion } from './ask-network.ts';

export type WhyJob =
  | { kind: 'explain'; of: ForecastToExplain; steps: { from: number; to: number }; isLevel: boolean }
  /** What can be changed about the time ahead. */
  | { kind: 'controls'; settings: Settings }
  /** What plans of it come to. */
  | { kind: 'scenarios'; settings: Settings; plans: readonly ScenarioPlan[] }
  | NetworkQuestion;

export type WhyPart =
  | { kind: 'explain'; explained: ExplainedForecast }
  | { kind: 'controls'; controls: readonly ScenarioControl[] }
  /** [plans] null where nothing can be told. */
  | { kind: 'scenarios'; changes: readonly (ScenarioChange | null)[] }
  | NetworkAnswer;

/** The jobs of this analysis, in plain data, and what comes of them: a kind for each thing that is worked out. */
import type { ForecastToExplain } from '../../../evaluation/explain/explain-forecast.ts';
import type { ExplainedForecast } from '../../../evaluation/explain/explanation.ts';
import type { NetworkAnswer, NetworkQuestion } from './ask-network.ts';

export type WhyJob =
  | {
      kind: 'explain';
      of: ForecastToExplain;
      steps: { from: number; to: number };
      isLevel: boolean;
    }
  | NetworkQuestion;

export type WhyPart = { kind: 'explain'; explained: ExplainedForecast } | NetworkAnswer;

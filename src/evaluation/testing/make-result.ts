/** Results as tests need them: plausible, but for what a test is about. */
import type { ModelId } from '../../forecasters/model-cards.ts';
import { type Metrics, metricIds } from '../metric-cards.ts';
import type { ModelResult, TestForecast } from '../results.ts';

/** Metrics that are all the same, but for those given. */
export function makeMetrics(value: number | null, change: Partial<Metrics> = {}): Metrics {
  return { ...(Object.fromEntries(metricIds.map((id) => [id, value])) as Metrics), ...change };
}

export function makeForecast(origin: number, ...yhat: number[]): TestForecast {
  return { origin, yhat: Float64Array.from(yhat), quantiles: null };
}

export function makeResult(model: ModelId, change: Partial<ModelResult> = {}): ModelResult {
  return {
    model,
    fitEnd: 'fitted',
    epochs: 0,
    parameterCount: 1,
    curve: { train: [], validation: [] },
    test: [],
    refits: 0,
    metrics: makeMetrics(1),
    originMetrics: [],
    stepMetrics: [],
    maeRatioToNaive: null,
    trainingMs: 1,
    forecast: new Float64Array(1),
    intervals: [],
    form: null,
    members: null,
    tried: null,
    panel: null,
    augmentation: null,
    beside: null,
    setAside: [],
    held: 0,
    refitted: true,
    ...change,
  };
}

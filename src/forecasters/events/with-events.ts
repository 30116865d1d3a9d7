/** Any forecaster on a series without the events that come again; its forecast gets back what they are expected to do. */
import type { KnownCovariates } from '../../series/covariates.ts';
import type { PlacedEvent } from '../../series/events.ts';
import { normalQuantile } from '../../statistics/normal.ts';
import { beginsAs } from '../classical/classical-forecaster.ts';
import { type FittedForecaster, type Forecast, type Forecaster, quantileLevels } from '../forecaster.ts';
import { type EventEffects, fitEventEffects } from './event-effects.ts';

const none: readonly PlacedEvent[] = [];
const eventsOf = (known: KnownCovariates | undefined): readonly PlacedEvent[] => known?.events ?? none;

/** The part of a history that effects were learnt from, and what they are; null where there are none. */
type Learnt = { history: Float64Array; effects: EventEffects } | null;

function learn(history: Float64Array, events: readonly PlacedEvent[], seasonLength: number): Learnt {
  const effects = events.length === 0 ? null : fitEventEffects(history, events, seasonLength);
  return effects && { history, effects };
}

/** What a forecast is with the events of its horizon, each quantile as much farther away as their effects are uncertain. */
function giveBack(
  forecast: Forecast,
  { effects }: NonNullable<Learnt>,
  events: readonly PlacedEvent[],
  from: number,
): Forecast {
  const { isRatio } = effects;
  const { effect, spread } = effects.on(events, from, from + forecast.yhat.length);
  if (effect.every((value) => value === (isRatio ? 1 : 0)) && spread.every((value) => value === 0)) return forecast;
  const move = (value: number, step: number) => (isRatio ? value * effect[step] : value + effect[step]);
  const yhat = forecast.yhat.map(move);
  const times = isRatio ? effect.map((value) => Math.max(1, value)) : effect.map(() => 1);
  const added = spread.map((value, step) => (isRatio ? value * Math.abs(yhat[step]) : value));
  const quantiles = forecast.quantiles?.map((values, level) => {
    const score = normalQuantile(quantileLevels[level]);
    return values.map((value, step) => {
      const away = move(value, step) - yhat[step];
      return yhat[step] + away + Math.sign(score) * (Math.hypot(away, score * added[step]) - Math.abs(away));
    });
  });
  return { ...forecast, yhat, quantiles: quantiles ?? null, events: { times, spread: added } };
}

/**
 * Effects are learnt from what comes before the validation part of a history, the whole of it where there is none, and the forecaster
 * learns from what they leave. A history that begins otherwise, or ends sooner, has effects of its own, so that none is known before
 * its time. Where there are no events nothing is changed.
 */
export function withEvents(forecaster: Forecaster, seasonLength: number): Forecaster {
  return {
    ...forecaster,
    async fit(task, context) {
      const { histories, covariates, validationSteps } = task;
      const learnt = histories.map((history, at) =>
        learn(history.subarray(0, history.length - validationSteps), eventsOf(covariates?.[at]), seasonLength),
      );
      if (learnt.every((one) => one === null)) return forecaster.fit(task, context);
      const events = histories.map((_, at) => eventsOf(covariates?.[at]));
      const left = leaveAll(learnt, histories, events);
      return describe(await forecaster.fit({ ...task, histories: left }, context), learnt, events);
    },
  };

  function describe(
    fitted: FittedForecaster,
    learnt: readonly Learnt[],
    events: readonly (readonly PlacedEvent[])[],
  ): FittedForecaster {
    const { refit } = fitted;
    return {
      ...fitted,
      // What it was trained on is without events, of which a file of its weights knows nothing.
      ...(fitted.trained && { trained: () => null }),
      async forecast(histories, series, parts, covariates) {
        const known = histories.map((_, at) => eventsOf(covariates?.[at]));
        const by = histories.map((history, at) => {
          const own = learnt[series];
          const goesOn = own && history.length >= own.history.length && beginsAs(history, own.history);
          return own === null || goesOn ? own : learn(history, known[at], seasonLength);
        });
        const forecasts = await fitted.forecast(leaveAll(by, histories, known), series, parts, covariates);
        return forecasts.map((forecast, at) => {
          const own = by[at];
          return own ? giveBack(forecast, own, known[at], histories[at].length) : forecast;
        });
      },
      ...(refit && {
        async refit(longer, context) {
          return describe(await refit(leaveAll(learnt, longer, events), context), learnt, events);
        },
      }),
    };
  }
}

function leaveAll(
  learnt: readonly Learnt[],
  histories: readonly Float64Array[],
  events: readonly (readonly PlacedEvent[])[],
): Float64Array[] {
  return histories.map((history, at) => learnt[at]?.effects.leave(history, events[at]) ?? history);
}

/**
 * What a forecast would be by other prices, promotions and the like: the effects of what lies beside a series are learnt by the regression
 * that the models stand on, with every column taken as known ahead, since it is the user who says what will be. What is changed is the
 * forecast that is shown, by the effect of the plan over that of what is to be expected.
 */
import { type DriverEffects, type Drivers, fitDriverEffects } from '../../forecasters/drivers/driver-effects.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { Covariate } from '../../series/covariates.ts';
import { withKnownAhead } from '../../series/known-ahead.ts';
import type { Series } from '../../series/series.ts';
import { earlierSpan, meanYearOf } from '../../series/year-steps.ts';
import { medianOf } from '../../statistics/median.ts';
import { correlate } from '../../statistics/moments.ts';
import { createDriverChoice } from '../choose-drivers.ts';
import { kindOfDriver } from '../explain/driver-kind.ts';
import type { NoControl, ScenarioChange, ScenarioControl, ScenarioPlan } from './scenario.ts';

/** Events that took place less often say nothing of how large their effect is. */
const fewestEvents = 3;
/** Beyond this correlation two drivers are taken to move together. */
const leastTied = 0.95;
/** More points tell no more of the effects, and take longer. */
const mostPoints = 5000;
/** Standard errors that an effect has to be away from nothing for its control to be open. */
const leastErrors = 2;
/** A plan that has hardly anything on a day to begin with cannot tell what would be without that. */
const leastEffect = 0.05;
/** A column is another measure of the series where of so many ratios to it all but a few are near the middle one. */
const fewestRatios = 12;
const nearRatio = 0.25;
const mostOff = 0.1;

export type Scenarios = {
  controls: ScenarioControl[];
  /** @returns null where nothing can be told */
  changeBy(plan: ScenarioPlan): ScenarioChange | null;
};

type Driver = { control: ScenarioControl; values: Float64Array };

/**
 * @param given with a value at every point
 * @param settings of the forecast that is shown
 */
export async function planScenarios(given: Series, settings: Settings): Promise<Scenarios> {
  const { horizonSteps, seasonLength, network } = settings;
  // What the calendar says cannot be changed.
  const series = await withKnownAhead(given, { ...network, calendar: false }, horizonSteps);
  const start = Math.max(0, series.y.length - mostPoints);
  const history = series.y.subarray(start);
  const drivers = joinFollowers(
    (series.covariates ?? []).map((one) => driverOf(one, series, horizonSteps, start)),
    history.length,
  );
  const open = drivers.filter(({ control }) => control.noControl === null);
  const known: Drivers = {
    future: open.map(({ values }) => values),
    past: [],
    yearSteps: meanYearOf(series.step),
  };
  const chosen = open.length > 0 ? await createDriverChoice(settings)(history, known) : null;
  const effects = chosen && chosen.future.length > 0 ? fitDriverEffects(history, chosen, seasonLength) : null;
  const why = chosen && chosen.future.length === 0 ? (history.length < 12 ? 'no-effects' : 'left-out') : 'no-effects';
  const controls = drivers.map(({ control }) => {
    const tied = control.tied.length > 0 ? control.tied : tiedTo(control);
    return { ...control, noControl: control.noControl ?? noControlOf(control, tied), tied };
  });
  return {
    controls: controls as ScenarioControl[],
    changeBy: (plan) => effects && changeBy(plan, effects, open, history.length, horizonSteps),
  };

  function noControlOf(control: ScenarioControl, tied: readonly string[]): NoControl | null {
    if (!effects) return why;
    // Of two that cannot be told apart neither is known by itself.
    const isSure = tied.length > 0 || isBeyondChance(open.findIndex((one) => one.control === control));
    return isSure ? null : 'by-chance';
  }

  /** Whether the least, the middle and the most of a driver that were seen do anything else by more than chance. */
  function isBeyondChance(covariate: number): boolean {
    const { values } = open[covariate];
    const source = { known: 'future', covariate } as const;
    const term = effects
      ?.termsOn(known, 0, history.length)
      .find((one) => one.source !== 'year' && one.source.covariate === covariate);
    if (!effects || !term) return true;
    const seen = [...history.keys()].filter((at) => Number.isFinite(values[at])).sort((a, b) => values[a] - values[b]);
    const places = [seen[0], seen[seen.length >> 1], seen[seen.length - 1]];
    return places.some((now) =>
      places.some((before) => {
        const [one, other] = [term.values[now], term.values[before]];
        const change = effects.isRatio ? Math.log(one / other) : one - other;
        return Math.abs(change) > leastErrors * effects.errorOf(known, [source], [{ now, before, value: 1 }]);
      }),
    );
  }

  function tiedTo(control: ScenarioControl): string[] {
    const own = open.find((one) => one.control === control);
    if (!own) return [];
    const others = open.filter((other) => other !== own);
    return others
      .filter((other) => Math.abs(correlate(own.values.subarray(0, history.length), other.values)) >= leastTied)
      .map((other) => other.control.name);
  }
}

function changeBy(
  plan: ScenarioPlan,
  effects: DriverEffects,
  open: readonly Driver[],
  length: number,
  horizonSteps: number,
): ScenarioChange {
  const as = (values: readonly Float64Array[]) =>
    effects.effectsOn({ future: values, past: [] }, length, length + horizonSteps);
  const expected = as(open.map(({ values }) => values));
  const planned = as(open.map(({ control: { name }, values }) => withAhead(values, length, plan[name])));
  const { isRatio } = effects;
  const values = planned.map((value, step) => {
    if (!isRatio) return value - expected[step];
    return expected[step] < leastEffect ? 1 : value / expected[step];
  });
  return { isRatio, values };
}

function withAhead(values: Float64Array, length: number, ahead: Float64Array | undefined): Float64Array {
  if (!ahead) return values;
  const changed = values.slice();
  changed.set(ahead.subarray(0, values.length - length), length);
  return changed;
}

/** A column from `start` on, to the end of the horizon, and how it can be changed. */
function driverOf(covariate: Covariate, series: Series, horizonSteps: number, start: number): Driver {
  const { length } = series.y;
  const seen = covariate.values.subarray(start, length);
  const { low, high, distinct } = rangeOf(seen);
  const shape = distinct === 2 ? 'event' : 'number';
  const kind = kindOfDriver(covariate.name);
  const ahead = covariate.known === 'future' ? covariate.values.length - length : 0;
  // A price stays; what comes and goes does so as it did at the same time before.
  const span = kind === 'price' ? null : earlierSpan(series.step, length, horizonSteps);
  const values = new Float64Array(length - start + horizonSteps);
  values.set(covariate.values.subarray(start, length + Math.min(ahead, horizonSteps)));
  for (let step = Math.min(ahead, horizonSteps); step < horizonSteps; step += 1) {
    const from = span ? length - span.steps + (step % span.steps) : length - 1;
    values[length - start + step] = covariate.values[from];
  }
  const planned = values.slice(length - start);
  const plannedBy = ahead >= horizonSteps ? 'file' : span ? 'before' : 'last';
  const event = shape === 'event' ? eventOf(seen, low, high) : null;
  const noControl =
    distinct < 2
      ? 'never-varied'
      : event && event.count < fewestEvents
        ? 'too-few'
        : isOutcome(seen, series.y.subarray(start))
          ? 'outcome'
          : null;
  const control: ScenarioControl = {
    name: covariate.name,
    kind: kind === 'calendar' ? 'other' : kind,
    shape,
    planned,
    plannedBy,
    low,
    high,
    event: event && { off: event.off, on: event.on },
    followers: [],
    noControl,
    tied: [],
  };
  return { control, values };
}

/** `distinct` counts no further than 3. */
function rangeOf(values: Float64Array): { low: number; high: number; distinct: number } {
  const seen = new Set<number>();
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (seen.size < 3) seen.add(value);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high, distinct: seen.size };
}

/** Whether a column is what the series is times something that hardly varies: what is sold decides it, not the other way. */
function isOutcome(values: Float64Array, y: Float64Array): boolean {
  const sold = [...values.keys()].filter((at) => y[at] > 0 && Number.isFinite(values[at]));
  const unsold = [...values.keys()].filter((at) => y[at] === 0 && Number.isFinite(values[at]));
  if (sold.length < fewestRatios) return false;
  if (unsold.filter((at) => values[at] !== 0).length > mostOff * unsold.length) return false;
  const isSteady = (numbers: Float64Array) => {
    const middle = medianOf(numbers);
    return (
      numbers.filter((one) => Math.abs(one - middle) > nearRatio * Math.abs(middle)).length <= mostOff * numbers.length
    );
  };
  const ratios = Float64Array.from(sold, (at) => values[at] / y[at]);
  return medianOf(ratios) !== 0 && isSteady(ratios) && !isSteady(Float64Array.from(sold, (at) => y[at]));
}

/** Of two values the rarer one is the event. */
function eventOf(values: Float64Array, low: number, high: number): { off: number; on: number; count: number } {
  const lows = values.reduce((count, value) => count + (value === low ? 1 : 0), 0);
  const highs = values.reduce((count, value) => count + (value === high ? 1 : 0), 0);
  return highs <= lows ? { off: low, on: high, count: highs } : { off: high, on: low, count: lows };
}

/** Events that are one and the same by two names: the first that is above zero when it takes place leads. */
function joinFollowers(drivers: readonly Driver[], length: number): Driver[] {
  const joined: Driver[] = [];
  const isInverse = ({ control: { event } }: Driver) => event !== null && event.on < event.off;
  for (const driver of [...drivers].sort((one, other) => Number(isInverse(one)) - Number(isInverse(other)))) {
    const { control, values } = driver;
    const leader = control.event && joined.find((other) => isFollower(driver, other, length));
    if (!leader || control.noControl !== null) {
      joined.push(driver);
      continue;
    }
    const { event } = leader.control;
    const at = event ? leader.values.indexOf(event.on) : -1;
    const { on, off } = control.event as { on: number; off: number };
    const isSame = values[at] === on;
    const follower = { name: control.name, on: isSame ? on : off, off: isSame ? off : on };
    joined[joined.indexOf(leader)] = {
      ...leader,
      control: { ...leader.control, followers: [...leader.control.followers, follower] },
    };
    joined.push({ ...driver, control: { ...control, noControl: 'follows', tied: [leader.control.name] } });
  }
  return joined;
}

function isFollower(driver: Driver, { control, values }: Driver, length: number): boolean {
  const [own, event] = [driver.control.event, control.event];
  if (!own || !event || control.noControl !== null) return false;
  const begin = values.findIndex((value, at) => Number.isFinite(value) && Number.isFinite(driver.values[at]));
  const isSame = (values[begin] === event.on) === (driver.values[begin] === own.on);
  return values
    .subarray(0, length)
    .every((value, at) => at < begin || ((value === event.on) === (driver.values[at] === own.on)) === isSame);
}

/** Whether drivers are worth using: by a quick model on the recent past, with and without them. */

import { createTheta } from '../forecasters/classical/theta.ts';
import { type Drivers, tellsYear } from '../forecasters/drivers/driver-effects.ts';
import { type ChooseDrivers, withDrivers } from '../forecasters/drivers/with-drivers.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { withSoundHistory } from '../forecasters/set-aside.ts';
import { judgeTrial } from './auto.ts';
import { planRounds } from './auto-backtest.ts';

type Lengths = { seasonLength: number; horizonSteps: number };

/** Drivers are used where they make the error smaller by this share at least: what is only noise seldom does. */
const leastGain = 0.03;
const rounds = 2;

const none: Drivers = { future: [], past: [], yearSteps: null };

/** What is known at an origin. */
function cutPast({ past, ...ahead }: Drivers, origin: number): Drivers {
  return { ...ahead, past: past.map((values) => values.subarray(0, origin)) };
}

/** All ways to use the drivers, the plainest first. */
function variantsOf({ future, past, yearSteps }: Drivers): Drivers[] {
  const add = (variants: Drivers[], more: Partial<Drivers> | false) =>
    more ? [...variants, ...variants.map((variant) => ({ ...variant, ...more }))] : variants;
  const hasEvents = future.length > 0 || past.length > 0;
  return add(add([none], hasEvents && { future, past }), yearSteps !== null && { yearSteps });
}

/**
 * What ways of using drivers come to on the recent past, by Theta on what they leave: effects and model learnt before the part that
 * they are tried on.
 *
 * @param variants what is used of what is known at the end of the history, of which nothing is looked at before its time
 * @returns [variants] errors in the unit of the series (`judgeTrial`); null where the history is too short for a trial
 */
export async function tryDrivers(
  history: Float64Array,
  variants: readonly Drivers[],
  { seasonLength, horizonSteps }: Lengths,
): Promise<number[] | null> {
  const planned = planRounds(history.length, horizonSteps, seasonLength, rounds);
  if (planned.length === 0) return null;
  const actuals = planned.flat().map((origin) => history.subarray(origin, origin + horizonSteps));
  const errors: number[] = [];
  for (const variant of variants) {
    const forecasts: Float64Array[] = [];
    for (const round of planned) forecasts.push(...(await forecastRound(round, variant)));
    errors.push(judgeTrial(forecasts, actuals, false));
  }
  return errors;

  /** By effects and a model learnt before the round. */
  async function forecastRound(round: readonly number[], variant: Drivers): Promise<Float64Array[]> {
    const theta = withSoundHistory(withPlausible(createTheta(seasonLength, horizonSteps), seasonLength), seasonLength);
    const probe = withDrivers(theta, seasonLength);
    const histories = round.map((origin) => history.subarray(0, origin));
    const covariates = round.map((origin) => ({ ...cutPast(variant, origin), statics: [] }));
    const context = { signal: new AbortController().signal };
    const task = {
      histories: histories.slice(0, 1),
      covariates: covariates.slice(0, 1),
      validationSteps: 0,
      epochs: null,
    };
    const fitted = await probe.fit(task, context);
    const forecasts = await fitted.forecast(histories, 0, 'points', covariates);
    fitted.dispose();
    return forecasts.map(({ yhat }) => yhat);
  }
}

/**
 * Tries the covariates, the time of year and both on the recent past, and keeps what did best, if it did clearly better than going
 * without.
 */
export function createDriverChoice(lengths: Lengths): ChooseDrivers {
  const { seasonLength, horizonSteps } = lengths;
  return async (history, known) => {
    const [first] = planRounds(history.length, horizonSteps, seasonLength, rounds);
    if (!first) return none;
    const isYearTold = tellsYear(known.yearSteps, first[0], seasonLength);
    const variants = variantsOf({ ...known, yearSteps: isYearTold ? known.yearSteps : null });
    if (variants.length === 1) return none;
    const errors = (await tryDrivers(history, variants, lengths)) as number[];
    const [plain] = errors;
    const best = errors.indexOf(Math.min(...errors));
    return errors[best] <= (1 - leastGain) * plain ? variants[best] : none;
  };
}

/** Whether drivers are worth using: by a quick model on the recent past, with and without them. */

import { createTheta } from '../forecasters/classical/theta.ts';
import { type Drivers, tellsYear } from '../forecasters/drivers/driver-effects.ts';
import { type ChooseDrivers, withDrivers } from '../forecasters/drivers/with-drivers.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { withWildSetAside } from '../forecasters/set-aside.ts';
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
 * Tries the covariates, the time of year and both on the recent past, by Theta on what they leave (effects and model learnt
 * before the part they are tried on), and keeps what did best, if it did clearly better than going without.
 */
export function createDriverChoice({ seasonLength, horizonSteps }: Lengths): ChooseDrivers {
  return async (history, known) => {
    const planned = planRounds(history.length, horizonSteps, seasonLength, rounds);
    if (planned.length === 0) return none;
    const isYearTold = tellsYear(known.yearSteps, planned[0][0], seasonLength);
    const variants = variantsOf({ ...known, yearSteps: isYearTold ? known.yearSteps : null });
    if (variants.length === 1) return none;
    const actuals = planned.flat().map((origin) => history.subarray(origin, origin + horizonSteps));
    const errors: number[] = [];
    for (const variant of variants) {
      const forecasts: Float64Array[] = [];
      for (const round of planned) forecasts.push(...(await forecastRound(history, round, variant)));
      errors.push(judgeTrial(forecasts, actuals, false));
    }
    const [plain] = errors;
    const best = errors.indexOf(Math.min(...errors));
    return errors[best] <= (1 - leastGain) * plain ? variants[best] : none;
  };

  /** By effects and a model learnt before the round. */
  async function forecastRound(
    history: Float64Array,
    round: readonly number[],
    variant: Drivers,
  ): Promise<Float64Array[]> {
    const theta = withWildSetAside(withPlausible(createTheta(seasonLength, horizonSteps), seasonLength), seasonLength);
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

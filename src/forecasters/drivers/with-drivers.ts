/** Any forecaster on what is known ahead: it learns from what the drivers leave, and its forecast gets their effect back. */
import type { KnownCovariates } from '../../series/covariates.ts';
import { beginsAs, findShortest, mapForecast } from '../classical/classical-forecaster.ts';
import type { FitContext, FitTask, FittedForecaster, Forecast, Forecaster, ForecastParts } from '../forecaster.ts';
import { type DriverEffects, type Drivers, fitDriverEffects, type Known } from './driver-effects.ts';

/** Which of the drivers to use. */
export type ChooseDrivers = (history: Float64Array, known: Drivers) => Promise<Drivers>;

const without: Drivers = { future: [], past: [], yearSteps: null };

/** What is known ahead at the end of a history, by which the time of year can be told where the history has seen enough of it. */
function driversOf(known: KnownCovariates | undefined): Drivers {
  return known ? { future: known.future, past: known.past, yearSteps: known.yearSteps } : without;
}

type Fit = { fitted: FittedForecaster; effects: DriverEffects | null; chosen: Drivers };

/** Of what is known, the drivers that were chosen. */
function keepChosen({ future, past }: Drivers, chosen: Drivers): Known {
  return { future: chosen.future.length > 0 ? future : [], past: chosen.past.length > 0 ? past : [] };
}

function giveBack(forecast: Forecast, effects: Float64Array, isRatio: boolean): Forecast {
  return {
    ...forecast,
    ...mapForecast(forecast, (values) =>
      values.map((value, step) => (isRatio ? value * effects[step] : value + effects[step])),
    ),
  };
}

/**
 * Forecasts a series by a model that knows nothing of covariates on what they leave of it: regression with the errors of that model
 * (Hyndman and Athanasopoulos 2021, ch. 10; in two steps, not jointly).
 *
 * Each history has effects of its own. One that ends before the fitted one, or begins elsewhere, is fitted anew, so that no
 * effect is known before its time.
 *
 * @param choose settles by the history alone whether the drivers are used; nothing is gone without where it is absent
 */
export function withDrivers(forecaster: Forecaster, seasonLength: number, choose?: ChooseDrivers): Forecaster {
  /** @param members what a combination is to be made of, as it was before; absent where it is to choose */
  async function fitOne(
    history: Float64Array,
    known: KnownCovariates | undefined,
    context: FitContext,
    members?: FitTask['members'],
  ): Promise<Fit> {
    const offered = driversOf(known);
    const chosen = choose ? await choose(history, offered) : offered;
    const effects = fitDriverEffects(history, chosen, seasonLength);
    const left = effects ? effects.leave(history, chosen) : history;
    const task: FitTask = { histories: [left], validationSteps: 0, epochs: null, ...(members && { members }) };
    const fitted = await forecaster.fit(task, context);
    return { fitted, effects, chosen };
  }

  /** @param asked histories, and what is known at the end of each */
  async function forecastBy(
    { fitted, effects, chosen }: Fit,
    asked: readonly { history: Float64Array; known: KnownCovariates | undefined }[],
    parts: ForecastParts | undefined,
  ): Promise<Forecast[]> {
    const kept = asked.map(({ known }) => keepChosen(driversOf(known), chosen));
    const left = asked.map(({ history }, at) => (effects ? effects.leave(history, kept[at]) : history));
    const forecasts = await fitted.forecast(left, 0, parts);
    if (!effects) return forecasts;
    return forecasts.map((forecast, at) => {
      const { length } = asked[at].history;
      return giveBack(forecast, effects.effectsOn(kept[at], length, length + forecast.yhat.length), effects.isRatio);
    });
  }

  return {
    async fit(task, context) {
      const { histories, covariates } = task;
      const members = histories.length === 1 ? task.members : undefined;
      const isOffered = histories.some((_, at) => {
        const { future, past, yearSteps } = driversOf(covariates?.[at]);
        return future.length + past.length > 0 || yearSteps !== null;
      });
      if (!isOffered) return forecaster.fit(task, context);
      const fits: Fit[] = [];
      for (const [at, history] of histories.entries())
        fits.push(await fitOne(history, covariates?.[at], context, members));
      return describe(fits, histories, covariates, context);
    },
  };

  function describe(
    fits: readonly Fit[],
    histories: readonly Float64Array[],
    covariates: readonly KnownCovariates[] | undefined,
    context: FitContext,
  ): FittedForecaster {
    const joined = joinFitted(fits.map(({ fitted }) => fitted));
    const wereOffered = (covariates ?? []).some(({ future, past }) => future.length + past.length > 0);
    const used = fits.flatMap(({ effects }) => effects?.used ?? []);
    const usedCovariates = { future: joinPlaces(used, 'future'), past: joinPlaces(used, 'past') };
    const areUsed = usedCovariates.future.length + usedCovariates.past.length > 0;
    return {
      ...joined,
      ...(wereOffered && { usesCovariates: areUsed, usedCovariates }),
      ...(used.some(({ year }) => year) && { usesYear: true }),
      async forecast(given, series, parts, known) {
        const own = histories[series];
        const goesOn = given.map((history) => history.length >= own.length && beginsAs(history, own));
        const shorter = given.filter((history) => history.length < own.length && beginsAs(history, own));
        const shortest = findShortest(shorter, own);
        const earlier = shortest && (await fitOne(shortest, known?.[given.indexOf(shortest)], context));
        const byFit = new Map<Fit, number[]>();
        for (const [at, history] of given.entries()) {
          const fit = goesOn[at] ? fits[series] : shorter.includes(history) ? (earlier as Fit) : null;
          const own = fit ?? (await fitOne(history, known?.[at], context));
          byFit.set(own, [...(byFit.get(own) ?? []), at]);
        }
        const forecasts: Forecast[] = [];
        // Together where they can be, which takes the pre-trained network a fraction of the time.
        for (const [fit, places] of byFit) {
          const asked = places.map((at) => ({ history: given[at], known: known?.[at] }));
          const made = await forecastBy(fit, asked, parts);
          for (const [which, at] of places.entries()) forecasts[at] = made[which];
          if (fit !== fits[series] && fit !== earlier) fit.fitted.dispose();
        }
        earlier?.fitted.dispose();
        return forecasts;
      },
      dispose: () => {
        for (const { fitted } of fits) fitted.dispose();
      },
    };
  }
}

function joinPlaces(used: readonly DriverEffects['used'][], kind: 'future' | 'past'): number[] {
  return [...new Set(used.flatMap((places) => places[kind]))].sort((a, b) => a - b);
}

/** What is told of several fits of one history each, as of one fit of several. */
function joinFitted(fits: readonly FittedForecaster[]): Omit<FittedForecaster, 'forecast' | 'refit' | 'dispose'> {
  const [{ fitEnd, epochs, curve, forms, rules, setAside, members, tried }] = fits;
  const joinAll = <Item>(
    first: readonly Item[] | undefined,
    of: (fit: FittedForecaster) => readonly Item[] | undefined,
  ) => first && fits.flatMap((fit) => of(fit) ?? []);
  const parts = {
    forms: joinAll(forms, (fit) => fit.forms),
    rules: joinAll(rules, (fit) => fit.rules),
    setAside: joinAll(setAside, (fit) => fit.setAside),
    members: joinAll(members, (fit) => fit.members),
    tried: joinAll(tried, (fit) => fit.tried),
  };
  return {
    fitEnd,
    epochs,
    curve,
    parameterCount: fits.reduce((sum, { parameterCount }) => sum + parameterCount, 0),
    ...(Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Pick<
      FittedForecaster,
      'forms' | 'rules' | 'setAside' | 'members' | 'tried'
    >),
  };
}

/** What is known of a series beside its own past, and how much of it is known at an origin. */
import { eventsFrom, type PlacedEvent } from './events.ts';
import type { Series } from './series.ts';
import { meanYearOf } from './year-steps.ts';

/** A column of numbers beside the series. */
export type Covariate = {
  name: string;
  /** `future`: known ahead of time, as a calendar or a planned price is; `past`: known only once it has come. */
  known: 'future' | 'past';
  /**
   * Values from the series' first point on, NaN before the first that is known and finite from there: [length] where
   * `known` is `past`, [length + any] where it is `future`, the steps beyond the end included.
   */
  values: Float64Array;
};

/** What never changes about a series, such as its store or its category. */
export type StaticCovariate = { name: string; value: string };

/**
 * What is known at the end of a history beside its values. The first value of each covariate belongs to the history's first
 * point; NaN stands before the first that is known. What comes after the end of a history is not in `past` at all.
 */
export type KnownCovariates = {
  /** [covariate][history + horizon] */
  future: readonly Float64Array[];
  /** [covariate][history] */
  past: readonly Float64Array[];
  statics: readonly StaticCovariate[];
  /** Points in a mean year, by which the time of year can be told; null where the rhythm has none, or is one of years or months. */
  yearSteps: number | null;
  /** Events that come again, on the points of the history and beyond it; none where absent. */
  events?: readonly PlacedEvent[];
};

/**
 * What is known at `origin`, for the history that begins at `start`.
 *
 * @param horizonSteps steps beyond the origin of what is known ahead
 * @throws {RangeError} where a covariate that is known ahead ends before the horizon does (`settleCovariates` sees to that)
 */
export function covariatesBefore(
  { covariates = [], statics = [], step, events }: Pick<Series, 'covariates' | 'statics' | 'step' | 'events'>,
  origin: number,
  { start = 0, horizonSteps }: { start?: number; horizonSteps: number },
): KnownCovariates {
  const cut = (known: Covariate['known'], end: number) =>
    covariates
      .filter((covariate) => covariate.known === known)
      .map(({ name, values }) => {
        if (values.length < end) throw new RangeError(`${name} is known to ${values.length}, not to ${end}`);
        return values.subarray(start, end);
      });
  return {
    future: cut('future', origin + horizonSteps),
    past: cut('past', origin),
    statics,
    yearSteps: meanYearOf(step),
    ...(events && { events: eventsFrom(events, start) }),
  };
}

/** Steps beyond the end of the series for which a covariate is known; 0 for what is known only once it has come. */
function stepsAhead({ known, values }: Covariate, length: number): number {
  return known === 'future' ? values.length - length : 0;
}

/** The series with what is known too few steps ahead for the horizon taken as known only once it has come. */
export function settleCovariates(series: Series, horizonSteps: number): Series {
  const { length } = series.y;
  const covariates = series.covariates?.map((covariate): Covariate => {
    if (covariate.known === 'past' || stepsAhead(covariate, length) >= horizonSteps) return covariate;
    return { ...covariate, known: 'past', values: covariate.values.subarray(0, length) };
  });
  return covariates ? { ...series, covariates } : series;
}

/** The covariates of a series that begins at a later one of its points. */
export function covariatesFrom(covariates: readonly Covariate[] = [], start: number): Covariate[] {
  return covariates.map((covariate) => ({ ...covariate, values: covariate.values.subarray(start) }));
}

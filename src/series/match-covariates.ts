import type { Covariate } from './covariates.ts';
import type { Series } from './series.ts';

/**
 * A series with the covariates that another one has, in their order and known as theirs are, so that both can be learnt from
 * together. What is known ahead is continued by its last value where it ends too early: nothing is learnt there, for the
 * series itself has no values.
 *
 * @param stepsAhead steps beyond the end for which what is known ahead is wanted
 * @returns null where it lacks one of them
 */
export function matchCovariates(
  series: Series,
  { covariates = [] }: Pick<Series, 'covariates'>,
  stepsAhead: number,
): Series | null {
  const { length } = series.y;
  const matched = covariates.map(({ name, known }): Covariate | null => {
    const own = series.covariates?.find((covariate) => covariate.name === name)?.values;
    if (!own || own.length < length) return null;
    if (known === 'past') return { name, known, values: own.subarray(0, length) };
    if (own.length >= length + stepsAhead) return { name, known, values: own };
    const values = new Float64Array(length + stepsAhead).fill(own[own.length - 1]);
    values.set(own);
    return { name, known, values };
  });
  if (!matched.every((covariate) => covariate !== null)) return null;
  return { ...series, covariates: matched };
}

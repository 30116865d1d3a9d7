/** What is known of a series beside its own past. */
export type Covariate = {
  name: string;
  /** `future`: known ahead of time, as a calendar or a planned price is; `past`: known only once it has come. */
  known: 'future' | 'past';
  /**
   * Finite values from the series' first point on: [length] where `known` is `past`, [length + any] where it is `future`,
   * the steps beyond the end included.
   */
  values: Float64Array;
};

/** What never changes about a series, such as its store or its category. */
export type StaticCovariate = { name: string; value: string };

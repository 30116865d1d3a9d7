/** Centre and spread that bring a series near zero and one; both in the unit of the series. */
export type Scaler = { centre: number; spread: number };

/**
 * Mean and standard deviation of the values a model may learn from.
 * A constant series gets the spread of its level, so that nothing divides by zero.
 */
export function fitScaler(values: Float64Array): Scaler {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length;
  return { centre, spread: Math.sqrt(variance) || Math.abs(centre) || 1 };
}

export function scale(values: Float64Array, { centre, spread }: Scaler): Float32Array {
  return Float32Array.from(values, (value) => (value - centre) / spread);
}

export function unscale(values: Float32Array, { centre, spread }: Scaler): Float64Array {
  return Float64Array.from(values, (value) => value * spread + centre);
}

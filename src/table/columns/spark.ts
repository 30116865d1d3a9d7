/** At most forty values: the means of as many parts of equal length; NaN for a part without a value. */
export function spark(values: Float64Array): number[] {
  const parts = Math.min(40, values.length);
  const means = new Array<number>(parts);
  let start = 0;
  for (let part = 0; part < parts; part++) {
    const end = Math.floor(((part + 1) * values.length) / parts);
    let sum = 0;
    let known = 0;
    for (let i = start; i < end; i++) {
      const value = values[i];
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    means[part] = known === 0 ? Number.NaN : sum / known;
    start = end;
  }
  return means;
}

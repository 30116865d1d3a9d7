/** At most forty values: the means of as many parts of equal length. */
export function spark(values: Float64Array): number[] {
  const parts = Math.min(40, values.length);
  return Array.from({ length: parts }, (_, part) => {
    const start = Math.floor((part * values.length) / parts);
    const end = Math.floor(((part + 1) * values.length) / parts);
    let sum = 0;
    let known = 0;
    for (let i = start; i < end; i++) {
      if (Number.isNaN(values[i])) continue;
      sum += values[i];
      known++;
    }
    return known === 0 ? Number.NaN : sum / known;
  });
}

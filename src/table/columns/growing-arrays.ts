/** Typed arrays that grow as a file is read, and texts that outlive it. */

/** A copy: a part of a longer text would keep all of that in memory. */
export function detach(text: string): string {
  return `${text}\u0000`.slice(0, -1);
}

/** Room for `needed` values, with more to spare than the last time. */
export function grown<Values extends Float64Array | Int32Array | Int16Array>(values: Values, needed: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(
    Math.max(needed, Math.ceil(values.length * 1.5)),
  );
  larger.set(values);
  return larger;
}

/** The first `length` values; copied where much room is left over. */
export function trimmed<Values extends Float64Array | Int32Array>(values: Values, length: number): Values {
  const part = values.subarray(0, length);
  return (values.length - length > length / 8 ? part.slice() : part) as Values;
}

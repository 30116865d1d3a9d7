/** What can be told of values from a file that anybody may have written. */

export type Fields = Record<string, unknown>;

export const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 10_000;
export const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const isNumberOrNull = (value: unknown): value is number | null => value === null || isNumber(value);
/** A whole number from `least` to `most`. */
export const isCountIn = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

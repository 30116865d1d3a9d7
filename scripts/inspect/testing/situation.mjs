/** Files as real systems write them, made small, each with what has to be read in it; `scripts/inspect.test.mjs` reads them. */

/**
 * @typedef {object} Situation
 * @property {string} kind what is unusual about the file
 * @property {string} [file] its name; `a.csv` where absent
 * @property {readonly string[]} lines
 * @property {Uint8Array} [bytes] instead of `lines`
 * @property {number} rows below the header
 * @property {Reading} read
 */

/**
 * @typedef {object} Reading
 * @property {string} [shape] compared where given
 * @property {readonly string[]} [ids] none where absent
 * @property {readonly string[]} targets
 * @property {readonly string[]} [covariates] compared where given
 * @property {readonly [frequency: string, start: string, end: string] | null} time of the whole file; null where it has no dates
 * @property {Readonly<Record<string, number>>} [leftOut] rows by reason; none where absent
 * @property {readonly string[]} [asked] codes of questions; none where absent
 * @property {readonly string[]} [noted] codes of problems that have to be among those named
 * @property {readonly string[]} [repaired] what was repaired and by which rule, `gaps by zero`; compared where given
 * @property {readonly (readonly [uniqueId: string, points: number, sum: number, first: number, last: number])[]} series
 */

const dayMs = 86_400_000;

/** @param {number} n @param {(i: number) => string} write */
export const rows = (n, write) => Array.from({ length: n }, (_, i) => write(i));

/** A day as `2024-01-31`. @param {string} first @param {number} days after it */
export const day = (first, days) => new Date(Date.parse(first) + days * dayMs).toISOString().slice(0, 10);

/** An hour as `2024-01-31T05:00`. @param {string} first @param {number} hours after it */
export const hour = (first, hours) =>
  new Date(Date.parse(`${first}T00:00Z`) + hours * 3_600_000).toISOString().slice(0, 16);

/** `29.02.2024` and the like, of a day. @param {string} iso @param {string} pattern of `D`, `M` and `Y` */
export const written = (iso, pattern) => {
  const [year, month, date] = iso.split('-');
  return pattern.replace('D', date).replace('M', month).replace('Y', year);
};

/** @param {number} value @param {number} [digits] */
export const padded = (value, digits = 2) => String(value).padStart(digits, '0');

/** A value that differs from point to point. @param {number} i @param {number} [level] */
export const wave = (i, level = 100) => level + ((i * 37) % 23);

/** @param {number} n @param {(i: number) => number} value */
export const sumOf = (n, value) => Array.from({ length: n }, (_, i) => value(i)).reduce((sum, one) => sum + one, 0);

/** A series of `n` values. @param {string} name @param {number} n @param {(i: number) => number} value @returns {[string, number, number, number, number]} */
export const seriesOf = (name, n, value) => [name, n, sumOf(n, value), value(0), value(n - 1)];

/** What is read of days from 2024-01-01 on. @param {number} n @returns {[string, string, string]} */
export const daysOf2024 = (n) => ['day', '2024-01-01', day('2024-01-01', n - 1)];

/** What is read of weeks from Monday, 2 January 2023. @param {number} n @returns {[string, string, string]} */
export const weeksOf2023 = (n) => ['week', '2023-01-02', day('2023-01-02', (n - 1) * 7)];

/** What is scored of a file, a line of JSON each, so that a run that was stopped goes on where it was. */
import { appendFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { refusedAt, UsageError } from '../usage.mjs';

/** @typedef {import('../../src/score/score-series.ts').ScoredSeries} ScoredSeries */

/** @param {unknown} value as JSON, numbers that are none kept */
const write = (value) =>
  JSON.stringify(value, (_, each) => {
    if (each instanceof Float64Array) return { numbers: Array.from(each, (one) => (Number.isNaN(one) ? null : one)) };
    return each;
  });

/** @param {string} line */
const read = (line) =>
  JSON.parse(line, (_, each) =>
    each !== null && typeof each === 'object' && Array.isArray(each.numbers)
      ? Float64Array.from(each.numbers, (/** @type {number | null} */ one) => one ?? Number.NaN)
      : each,
  );

/**
 * @param {string} path
 * @param {object} of what the results are of, which has to be the same for a run to go on
 * @returns {Promise<{ known: Map<string, ScoredSeries>, add: (scored: ScoredSeries) => void }>}
 */
export async function openResults(path, of) {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return '';
    throw refusedAt(error, path);
  });
  const head = write({ dropcast: 'score', ...of });
  const [first, ...lines] = text.split('\n');
  /** @type {Map<string, ScoredSeries>} */
  const known = new Map();
  if (text === '') await writeFile(path, `${head}\n`);
  else if (first !== head) {
    throw new UsageError(
      `--results ${path} is of another file, or of other settings, or no file of results: name another, or delete it.`,
    );
  }
  let whole = `${head}\n`;
  for (const line of lines) {
    try {
      const scored = read(line);
      known.set(scored.uniqueId, scored);
      whole += `${line}\n`;
    } catch {
      // The last line of a run that was killed while it wrote.
    }
  }
  if (text !== '' && whole !== text) await writeFile(path, whole);
  return { known, add: (scored) => appendFileSync(path, `${write(scored)}\n`) };
}

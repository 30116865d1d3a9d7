/** How long reading a 100 MB CSV takes in the data worker, against papaparse alone in a worker, in the same Chromium. */
import { median, onPage } from './page.mjs';

const rows = 1_500_000;
const rounds = 3;

/**
 * The times are medians over the rounds; `ratio` is that of the medians.
 * `longestTaskMs` is the longest task of the main thread while the app read, 0 where none took 50 ms.
 */
export async function benchReading() {
  const bench = await onPage('read.html', (page) =>
    page.evaluate(([count, times]) => window.benchReading(count, times), [rows, rounds]),
  );
  const papaparseMs = median(bench.rounds.map((round) => round.papaparseMs));
  const readTableMs = median(bench.rounds.map((round) => round.readTableMs));
  const longestTaskMs = Math.max(...bench.rounds.map((round) => round.longestTaskMs));
  return {
    bench: 'read',
    bytes: bench.bytes,
    rows: bench.rows,
    papaparseMs: Math.round(papaparseMs),
    readTableMs: Math.round(readTableMs),
    ratio: Number((readTableMs / papaparseMs).toFixed(3)),
    longestTaskMs: Math.round(longestTaskMs),
    rounds: bench.rounds,
  };
}

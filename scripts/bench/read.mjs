/** What reading a 100 MB CSV takes in the data worker, against papaparse alone in a worker, in the same Chromium. */
import { onPage } from './page.mjs';

const rows = 1_500_000;
const rounds = 5;

/** Seconds of all threads of the processes that show pages, workers and the collection of garbage among them. */
async function startCpuClock(/** @type {import('@playwright/test').Page} */ page) {
  const session = await /** @type {import('@playwright/test').Browser} */ (
    page.context().browser()
  ).newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
}

/**
 * Both read in turns. Times, and time of the processor, are those of the fastest round, which a machine that is busy with
 * other things disturbs least; `ratio` and `cpuRatio` are those of these. `longestTaskMs` is the longest task of the main
 * thread while the app read, 0 where none took 50 ms.
 */
export async function benchReading() {
  return onPage('read.html', async (page) => {
    const bytes = await page.evaluate((count) => window.makeFile(count), rows);
    const cpuSeconds = await startCpuClock(page);
    /** @param {'papaparse' | 'app'} by */
    const read = async (by) => {
      const before = await cpuSeconds();
      const reading = await page.evaluate((reader) => window.readFile(reader), by);
      return { ...reading, cpuMs: ((await cpuSeconds()) - before) * 1000 };
    };
    /** @type {Record<'papaparse' | 'app', Awaited<ReturnType<typeof read>>>[]} */
    const all = [];
    for (let round = 0; round < rounds; round++)
      all.push({ papaparse: await read('papaparse'), app: await read('app') });
    /** @param {'papaparse' | 'app'} by @param {'ms' | 'cpuMs'} key */
    const least = (by, key) => Math.round(Math.min(...all.map((round) => round[by][key])));
    return {
      bench: 'read',
      bytes,
      rows,
      papaparseMs: least('papaparse', 'ms'),
      readTableMs: least('app', 'ms'),
      ratio: Number((least('app', 'ms') / least('papaparse', 'ms')).toFixed(3)),
      cpuRatio: Number((least('app', 'cpuMs') / least('papaparse', 'cpuMs')).toFixed(3)),
      longestTaskMs: Math.round(Math.max(...all.map(({ app }) => app.longestTaskMs))),
      rounds: all,
    };
  });
}

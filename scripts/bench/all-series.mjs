/**
 * How long the built page takes to forecast every series of a file: until the first row, until each has a first look, until the table
 * is finished; what it takes of the processor and of memory meanwhile, and for a workbook and a CSV of all. Of 5,000 series of 200
 * days; with `--cases=50000x60` of so many series and days, of which more than 20,000 are looked at and not tested; with
 * `--cases=FILE` of that file, and with `--cases=FILE,LATER` also how the forecasts from the end of the one did on what the other adds.
 */
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bundleSource } from '../source.mjs';
import { onBuiltPage, watchProcess, watchProcessor, watchTasks, writeRows } from './built-page.mjs';

const mostMs = 1_800_000;
const scrollFrames = 120;
const dayMs = 86_400_000;
const usualPanel = '5000x200';
/** Testing more takes longer than anybody waits for a measurement. */
const mostTested = 20_000;

/** A day of a shop, with a week in it. @param {number} points @returns {(row: number) => string} */
const shopDay = (points) => (row) => {
  const [shop, day] = [Math.floor(row / points), row % points];
  const date = new Date(Date.UTC(2022, 0, 1) + day * dayMs).toISOString().slice(0, 10);
  const sales = 50 + (shop % 40) + 20 * Math.sin((2 * Math.PI * day) / 7) + ((shop * 31 + day * 7919) % 23);
  return `shop-${String(shop).padStart(5, '0')},${date},${Math.round(sales)}`;
};

/** Frames a second while the table is scrolled from its top to its end. @param {import('@playwright/test').Page} page */
async function scrollTable(page) {
  return page.getByTestId('all-table').evaluate(
    (table, frames) =>
      new Promise((resolve) => {
        const to = table.scrollHeight - table.clientHeight;
        let frame = 0;
        let startMs = 0;
        const step = (/** @type {number} */ nowMs) => {
          if (frame === 0) startMs = nowMs;
          if (frame === frames) {
            resolve(Math.round((1000 * frames) / (nowMs - startMs)));
            return;
          }
          frame += 1;
          table.scrollTop = (to * frame) / frames;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    scrollFrames,
  );
}

/** Until all of it lies in the folder of downloads. @param {import('@playwright/test').Page} page @param {'xlsx' | 'csv'} form */
async function exportAll(page, form) {
  const process = await watchProcess(page);
  const thread = await watchProcessor(page);
  const longestTask = await watchTasks(page);
  const startMs = performance.now();
  const download = page.waitForEvent('download', { timeout: mostMs });
  await page.getByTestId(`all-download-${form}`).click();
  const { size } = await stat(await (await download).path());
  const ms = Math.round(performance.now() - startMs);
  const { longestTaskCpuMs } = await longestTask();
  const { mostMegabytes } = await process();
  return { ms, pageCpuMs: Math.round(await thread()), longestTaskCpuMs, mostMegabytes, fileMegabytes: size / 1e6 };
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} path
 * @param {boolean} isTested whether to wait for the tests, or call them off
 */
async function forecastAll(page, path, isTested) {
  await page.getByTestId('sample-air-passengers').waitFor();
  const opening = await watchProcess(page);
  const fromDropMs = performance.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await page.getByTestId('tab-all-series').click({ timeout: mostMs });
  await page.getByTestId('all-run').waitFor({ timeout: mostMs });
  const openMs = performance.now() - fromDropMs;
  const open = await opening();
  // What is noted of every task takes memory itself: of those of the tests it would be more than the page's own.
  const longestTask = await watchTasks(page);
  const process = await watchProcess(page);
  const thread = await watchProcessor(page);
  const startMs = performance.now();
  await page.getByTestId('all-run').click();
  const known = page.getByTestId('all-table').locator('[data-field="total"]:not([data-value=""])');
  await known.first().waitFor({ timeout: mostMs });
  const firstRowMs = performance.now() - startMs;
  await page.waitForFunction(
    () => document.querySelector('[data-testid="all-progress"][data-stage="tests"]') !== null,
    null,
    { timeout: mostMs },
  );
  const looksMs = performance.now() - startMs;
  const longest = await longestTask();
  if (!isTested) await page.getByTestId('all-cancel').click();
  await page.getByTestId('all-progress').waitFor({ state: 'detached', timeout: mostMs });
  const finishedMs = performance.now();
  const run = { ...(await process()), pageCpuMs: Math.round(await thread()), ...longest };
  const scrolling = await watchProcessor(page);
  const framesPerSecond = await scrollTable(page);
  const cpuMsAFrame = Number(((await scrolling()) / scrollFrames).toFixed(1));
  const forecast = {
    openMs: Math.round(openMs),
    openCpuMs: open.cpuMs,
    openMegabytes: open.mostMegabytes,
    firstRowMs: Math.round(firstRowMs),
    looksMs: Math.round(looksMs),
    ...(isTested && { testsMs: Math.round(finishedMs - startMs), fromDropMs: Math.round(finishedMs - fromDropMs) }),
    ...run,
    framesPerSecond,
    cpuMsAFrame,
  };
  return { forecast, xlsx: await exportAll(page, 'xlsx'), csv: await exportAll(page, 'csv') };
}

/** @param {string} earlier @param {string} later */
async function scoreFiles(earlier, later) {
  const bundle = await bundleSource('scripts/bench/all-series-node.ts');
  try {
    /** @type {typeof import('./all-series-node.ts')} */
    const source = await import(bundle.url);
    source.takeWeightsFrom(() => source.readWeightsInNode());
    await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
    const file = await openAsBlob(earlier);
    const after = await openAsBlob(later);
    const levels = await source.scoreTotals(await source.readAll(file, earlier), await source.readAll(after, later));
    const totals = Object.entries(levels).flatMap(([level, { alone, addedUp }]) => [
      [`${level}, alone`, alone],
      [`${level}, made to add up`, addedUp],
    ]);
    return {
      accuracy: await source.scoreLater(file, after),
      totals: Object.fromEntries(totals),
      short: await source.scoreShort(file),
      sums: { 'last horizon': await source.scoreSums(file) },
      costs: { 'a series': await source.timeItems(file) },
    };
  } finally {
    await bundle.dispose();
  }
}

/**
 * @param {string[]} cases a file, and perhaps a later one of the same kind; or how many series of how many days
 * @param {string | undefined} dist a page that was built before; it is built where absent
 */
export async function benchAllSeries([asked = usualPanel, later], dist) {
  const panel = /^(\d+)x(\d+)$/.exec(asked);
  const measured = await onBuiltPage(dist, async ({ folder, onNewPage }) => {
    if (!panel) return onNewPage((page) => forecastAll(page, asked, true));
    const path = join(folder, `${asked}.csv`);
    const [series, points] = [Number(panel[1]), Number(panel[2])];
    await writeRows(path, 'shop,day,sales', series * points, shopDay(points));
    return onNewPage((page) => forecastAll(page, path, series <= mostTested));
  });
  const { forecast, ...exports } = measured;
  return { allSeries: { [basename(asked)]: forecast }, exports, ...(later && (await scoreFiles(asked, later))) };
}

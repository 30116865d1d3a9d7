/**
 * How long the built page takes to forecast every series of a file: until the first row, until each has a first look, until the table
 * is finished; and how busy its thread is meanwhile. Of 5,000 series of 200 days; with `--cases=FILE` of that file, and with
 * `--cases=FILE,LATER` also how the forecasts from the end of the one did on what the other adds.
 */
import { openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleSource } from '../source.mjs';
import { onBuiltPage, watchTasks, writeRows } from './built-page.mjs';

const mostMs = 1_800_000;
const scrollFrames = 120;
const dayMs = 86_400_000;
const panel = { name: '5,000 series of 200 days', series: 5000, points: 200 };

/** A day of a shop, with a week in it. @param {number} row */
function shopDay(row) {
  const [shop, day] = [Math.floor(row / panel.points), row % panel.points];
  const date = new Date(Date.UTC(2022, 0, 1) + day * dayMs).toISOString().slice(0, 10);
  const sales = 50 + (shop % 40) + 20 * Math.sin((2 * Math.PI * day) / 7) + ((shop * 31 + day * 7919) % 23);
  return `shop-${String(shop).padStart(4, '0')},${date},${Math.round(sales)}`;
}

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

/** @param {import('@playwright/test').Page} page @param {string} path */
async function forecastAll(page, path) {
  await page.getByTestId('sample-air-passengers').waitFor();
  const fromDropMs = performance.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await page.getByTestId('tab-all-series').click({ timeout: mostMs });
  await page.getByTestId('all-run').waitFor({ timeout: mostMs });
  const openMs = performance.now() - fromDropMs;
  const longestTask = await watchTasks(page);
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
  await page.getByTestId('all-progress').waitFor({ state: 'detached', timeout: mostMs });
  const finishedMs = performance.now();
  const longest = await longestTask();
  const framesPerSecond = await scrollTable(page);
  return {
    openMs: Math.round(openMs),
    firstRowMs: Math.round(firstRowMs),
    looksMs: Math.round(looksMs),
    testsMs: Math.round(finishedMs - startMs),
    fromDropMs: Math.round(finishedMs - fromDropMs),
    ...longest,
    framesPerSecond,
  };
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
    return {
      accuracy: await source.scoreLater(file, await openAsBlob(later)),
      short: await source.scoreShort(file),
      sums: { 'last horizon': await source.scoreSums(file) },
      costs: { 'a series': await source.timeItems(file) },
    };
  } finally {
    await bundle.dispose();
  }
}

/**
 * @param {string[]} cases a file, and perhaps a later one of the same kind
 * @param {string | undefined} dist a page that was built before; it is built where absent
 */
export async function benchAllSeries([file, later], dist) {
  const allSeries = await onBuiltPage(dist, async ({ folder, onNewPage }) => {
    if (file) return { [basename(file)]: await onNewPage((page) => forecastAll(page, file)) };
    const path = join(folder, 'panel.csv');
    await writeRows(path, 'shop,day,sales', panel.series * panel.points, shopDay);
    return { [panel.name]: await onNewPage((page) => forecastAll(page, path)) };
  });
  return { allSeries, ...(file && later && (await scoreFiles(file, later))) };
}

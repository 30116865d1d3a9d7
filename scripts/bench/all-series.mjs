/**
 * How long the built page takes to forecast every series of a file: until the first row, until each has a first look, until the table
 * is finished; and how busy its thread is meanwhile. With `--cases=FILE` that file too, with `--cases=FILE,LATER` also how the
 * forecasts from the end of the one did on what the other adds.
 */
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { serveFolder } from '../serve.mjs';
import { bundleSource } from '../source.mjs';

const mostMs = 600_000;
const scrollFrames = 120;
const dayMs = 86_400_000;

/** A long table of series of days with a week in them. @param {number} series @param {number} points */
function* makePanel(series, points) {
  yield 'shop,day,sales\n';
  for (let shop = 0; shop < series; shop += 1) {
    const lines = Array.from({ length: points }, (_, day) => {
      const date = new Date(Date.UTC(2022, 0, 1) + day * dayMs).toISOString().slice(0, 10);
      const week = 20 * Math.sin((2 * Math.PI * day) / 7);
      return `shop-${String(shop).padStart(4, '0')},${date},${Math.round(50 + (shop % 40) + week + ((shop * 31 + day * 7919) % 23))}`;
    });
    yield `${lines.join('\n')}\n`;
  }
}

/** Notes the page's long tasks from now on. @param {import('@playwright/test').Page} page */
async function watchTasks(page) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const tasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
  return () =>
    page.evaluate(() =>
      Math.round(Math.max(0, .../** @type {{ longTasks: number[] }} */ (/** @type {any} */ (window)).longTasks)),
    );
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
  const longestTaskMs = await longestTask();
  const framesPerSecond = await scrollTable(page);
  return {
    openMs: Math.round(openMs),
    firstRowMs: Math.round(firstRowMs),
    looksMs: Math.round(looksMs),
    testsMs: Math.round(finishedMs - startMs),
    fromDropMs: Math.round(finishedMs - fromDropMs),
    longestTaskMs,
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
    return await source.scoreLater(await openAsBlob(earlier), await openAsBlob(later));
  } finally {
    await bundle.dispose();
  }
}

/** @param {string[]} cases a file, and perhaps a later one of the same kind */
export async function benchAllSeries([file, later]) {
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  const outDir = join(folder, 'dist');
  await build({ logLevel: 'error', build: { outDir } });
  const server = await serveFolder(outDir);
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
  /** @type {Record<string, object>} */
  const allSeries = {};
  try {
    const panel = join(folder, '5000x200.csv');
    await writeFile(panel, makePanel(5000, 200));
    for (const path of [...(file ? [file] : []), panel]) {
      const page = await browser.newPage();
      await page.goto(`${server.url}?backend=wasm`);
      await page.getByTestId('sample-air-passengers').waitFor();
      allSeries[basename(path)] = await forecastAll(page, path);
      await page.close();
    }
    const accuracy = file && later ? await scoreFiles(file, later) : null;
    return { allSeries, ...(accuracy && { accuracy }) };
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

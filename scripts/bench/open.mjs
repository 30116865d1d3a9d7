/** How long the built page takes to open large files, how long it is busy at a stretch meanwhile, and how soon a run ends that is called off. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { serveFolder } from '../serve.mjs';

const mostMs = 300_000;
const dayMs = 86_400_000;

/**
 * @param {string} path
 * @param {string} header
 * @param {number} rows
 * @param {(row: number) => string} write
 */
async function writeRows(path, header, rows, write) {
  const file = await open(path, 'w');
  await file.write(`${header}\n`);
  for (let row = 0; row < rows; row += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - row) }, (_, i) => write(row + i));
    await file.write(`${lines.join('\n')}\n`);
  }
  await file.close();
}

/** A value a minute, with columns that are not asked for: some 20 MB. @param {number} row */
function minute(row) {
  const time = new Date(Date.UTC(2023, 0, 1) + row * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const load = 100 + 40 * Math.sin((row * Math.PI) / 720) + ((row * 7919) % 97) / 10;
  return `${time},station-${row % 3},${load.toFixed(3)},all is well`;
}

/** Of 5,000 series of 200 days. @param {number} row */
function shopDay(row) {
  const [shop, day] = [Math.floor(row / 200), row % 200];
  const date = new Date(Date.UTC(2022, 0, 1) + day * dayMs).toISOString().slice(0, 10);
  return `shop-${String(shop).padStart(4, '0')},${date},${(shop * 31 + day * 7) % 997}`;
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
  const longest = () =>
    page.evaluate(() => Math.max(0, .../** @type {{ longTasks: number[] }} */ (/** @type {any} */ (window)).longTasks));
  return async () => Math.round(await longest());
}

/** @param {import('@playwright/test').Page} page @param {string} path @param {string} first @param {string} last */
async function openFile(page, path, first, last) {
  const longestTask = await watchTasks(page);
  const summary = page.getByTestId('read-summary');
  const startMs = performance.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await summary.filter({ hasText: first }).waitFor({ timeout: mostMs });
  const shownMs = Math.round(performance.now() - startMs);
  await summary.filter({ hasText: last }).waitFor({ timeout: mostMs });
  const wholeMs = Math.round(performance.now() - startMs);
  return { shownMs, wholeMs, longestTaskMs: await longestTask() };
}

/** From the click until the run has ended, amid the training of a network. @param {import('@playwright/test').Page} page */
async function callOff(page) {
  await page.getByTestId('sample-air-passengers').click();
  for (const model of ['ets', 'theta', 'auto', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await page.getByTestId('advanced').click();
  await page.getByTestId('epochs').fill('2000');
  await page.getByTestId('hidden-size').fill('256');
  await page.getByTestId('forecast-button').click();
  await page
    .getByTestId('progress')
    .filter({ hasText: /Epoch \d/ })
    .waitFor({ timeout: mostMs });
  const startMs = performance.now();
  await page.getByTestId('cancel-button').click();
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: mostMs });
  return { ms: Math.round(performance.now() - startMs) };
}

export async function benchOpening() {
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  await build({ logLevel: 'error', build: { outDir: join(folder, 'dist'), emptyOutDir: true } });
  const server = await serveFolder(join(folder, 'dist'));
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
  /** @template Result @param {(page: import('@playwright/test').Page) => Promise<Result>} work */
  const onNewPage = async (work) => {
    const page = await browser.newPage({ locale: 'en-GB' });
    await page.goto(`${server.url}?backend=wasm`);
    const result = await work(page);
    await page.close();
    return result;
  };
  try {
    const [minutes, shops] = [join(folder, 'minutes.csv'), join(folder, 'shops.csv')];
    await writeRows(minutes, 'time,sensor,load,note', 400_000, minute);
    await writeRows(shops, 'unique_id,ds,y', 1_000_000, shopDay);
    return {
      open: {
        '400,000 minutes': await onNewPage((page) => openFile(page, minutes, '400,000', '400,000')),
        '5,000 series of 200 days': await onNewPage((page) => openFile(page, shops, 'series shop-0000', 'of 5,000')),
      },
      cancel: { 'air-passengers': await onNewPage(callOff) },
    };
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

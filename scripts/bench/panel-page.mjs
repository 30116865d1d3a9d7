/** Panels of many short series in the built page: opening, listing, showing another series, and what a run of one posts. */
import { join } from 'node:path';
import { mostMs, onBuiltPage, watchProcessor, watchTasks, watchTraffic, writeRows } from './built-page.mjs';
import { median } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const clicks = 9;
const dayMs = 86_400_000;

/** @type {[series: number, points: number][]} */
const listed = [
  [5000, 200],
  [50_000, 60],
];

/** @param {number} points @returns {(row: number) => string} */
const shopDay = (points) => (row) => {
  const [shop, day] = [Math.floor(row / points), row % points];
  const date = new Date(Date.UTC(2022, 0, 1) + day * dayMs).toISOString().slice(0, 10);
  const sales = 50 + 20 * Math.sin((2 * Math.PI * day) / 7) + ((shop * 31 + day * 7919) % 97) / 10;
  return `shop-${String(shop).padStart(5, '0')},${date},${sales.toFixed(2)}`;
};

/** @param {string} folder @param {number} series @param {number} points */
async function writePanel(folder, series, points) {
  const path = join(folder, `${series}x${points}.csv`);
  await writeRows(path, 'unique_id,ds,y', series * points, shopDay(points));
  return path;
}

/**
 * From a click on a series in the open list until it has been drawn: its name stands over the chart, the chart's lines are
 * others, and the browser has painted that. Runs in the page.
 *
 * @param {string} series
 */
function clickAndDraw(series) {
  const chart = () => document.querySelector('[data-testid="chart"]');
  const lines = () =>
    [...(chart()?.querySelectorAll('.recharts-line path') ?? [])].map((path) => path.getAttribute('d'));
  const before = lines().join();
  const row = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[role="option"]'))].find(
    (option) => option.textContent?.includes(series),
  );
  return new Promise((resolve) => {
    const startMs = performance.now();
    const observer = new MutationObserver(() => {
      if (chart()?.querySelector('h2')?.textContent !== series || lines().join() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startMs), 0));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    row?.click();
  });
}

/** @param {Page} page @param {string} path @param {number} series */
async function openAndClick(page, path, series) {
  const tasks = await watchTasks(page);
  const part = page.getByTestId('part-series');
  const startMs = performance.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await part.waitFor({ timeout: mostMs });
  const shownMs = performance.now() - startMs;
  await part.filter({ hasText: `of ${series.toLocaleString('en-GB')}` }).waitFor({ timeout: mostMs });
  const listedMs = performance.now() - startMs;
  const longest = await tasks();
  const times = [];
  const processor = [];
  for (let round = 0; round < clicks; round += 1) {
    await part.click();
    const id = `shop-${String(1 + (round % 5)).padStart(5, '0')}`;
    await page.getByRole('option', { name: id }).waitFor();
    const taken = await watchProcessor(page);
    times.push(/** @type {number} */ (await page.evaluate(clickAndDraw, id)));
    processor.push(await taken());
    await page.waitForTimeout(1500);
  }
  return {
    shownMs: Math.round(shownMs),
    listedMs: Math.round(listedMs),
    ...longest,
    clickMs: Math.round(median(times)),
    leastClickMs: Math.round(Math.min(...times)),
    clickCpuMs: Math.round(median(processor)),
  };
}

/** A tiny network that learns from all series of the file. @param {Page} page @param {string} path */
async function runPanel(page, path) {
  await page.getByTestId('file-input').setInputFiles(path);
  // Of short series networks are taken by hand alone.
  await page.getByTestId('model-lstm').check({ timeout: mostMs });
  await page.getByTestId('scope').selectOption('panel');
  await page.getByTestId('model-transformer').uncheck();
  await page.getByTestId('advanced').click();
  await page.getByTestId('epochs').fill('1');
  await page.getByTestId('hidden-size').fill('4');
  await page.getByTestId('hidden-size').blur();
  await page.waitForTimeout(2000);
  const traffic = await watchTraffic(page);
  await page.getByTestId('forecast-button').click();
  await page.getByTestId('cancel-button').waitFor();
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: mostMs });
  const { copied, transferred } = await traffic();
  return { copiedBytes: copied, transferredBytes: transferred };
}

/** @param {string[]} _cases @param {string | undefined} dist */
export function benchPanelPage(_cases, dist) {
  return onBuiltPage(dist, async ({ folder, onNewPage }) => {
    /** @type {Record<string, object>} */
    const shown = {};
    for (const [series, points] of listed) {
      const path = await writePanel(folder, series, points);
      shown[`${series}x${points}`] = await onNewPage((page) => openAndClick(page, path, series));
    }
    const path = await writePanel(folder, 500, 200);
    return { panelPage: shown, panelRun: { '500x200': await onNewPage((page) => runPanel(page, path)) } };
  });
}

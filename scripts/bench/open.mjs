/** How long the built page takes to open large files, how long it is busy at a stretch meanwhile, and how soon a run ends that is called off. */
import { join } from 'node:path';
import { mostMs, onBuiltPage, watchTasks, writeRows } from './built-page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** A value a minute, with columns that are not asked for: some 50 bytes. @param {number} row */
function minute(row) {
  const time = new Date(Date.UTC(2023, 0, 1) + row * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const load = 100 + 40 * Math.sin((row * Math.PI) / 720) + ((row * 7919) % 97) / 10;
  return `${time},station-${row % 3},${load.toFixed(3)},all is well`;
}

/** @param {Page} page @param {string} path @param {string} said in the sentence about it, once it is read */
async function openFile(page, path, said) {
  const tasks = await watchTasks(page);
  const startMs = performance.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await page.getByTestId('read-summary').filter({ hasText: said }).waitFor({ timeout: mostMs });
  await page.getByTestId('chart').locator('svg path').first().waitFor({ state: 'attached', timeout: mostMs });
  const shownMs = Math.round(performance.now() - startMs);
  return { shownMs, ...(await tasks()) };
}

/** From the click until the run has ended, amid the training of a network. @param {Page} page */
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

/** @param {string[]} _cases @param {string | undefined} dist */
export function benchOpening(_cases, dist) {
  return onBuiltPage(dist, async ({ folder, onNewPage }) => {
    /** @type {Record<string, object>} */
    const opened = {};
    for (const [name, rows] of /** @type {[string, number][]} */ ([
      ['400,000', 400_000],
      ['1,000,000', 1_000_000],
    ])) {
      const path = join(folder, `${rows}.csv`);
      await writeRows(path, 'time,sensor,load,note', rows, minute);
      opened[`${name} minutes`] = await onNewPage((page) => openFile(page, path, name));
    }
    return { open: opened, cancel: { 'air-passengers': await onNewPage(callOff) } };
  });
}

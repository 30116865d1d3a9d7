/** How long the app takes without a GPU from the click to the finished leaderboard, on a page that was just opened. */
import { mostMs, onBuiltPage, watchTasks } from './built-page.mjs';
import { median } from './page.mjs';

const rounds = 5;

/** The sample AirPassengers with the default settings. @param {import('@playwright/test').Page} page */
async function clickOnce(page) {
  await page.getByTestId('sample-air-passengers').click();
  const button = page.getByTestId('forecast-button');
  await button.waitFor();
  const tasks = await watchTasks(page);
  const startMs = performance.now();
  await button.click();
  await page.getByTestId('cancel-button').waitFor();
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: mostMs });
  const ms = performance.now() - startMs;
  await page.getByTestId('download-forecast').first().waitFor();
  return { ms, ...(await tasks()) };
}

/** Median and least time in ms, and the median of the longest tasks, over pages opened one after another in one Chromium. */
export function benchClick(/** @type {string[]} */ _cases, /** @type {string | undefined} */ dist) {
  return onBuiltPage(dist, async ({ onNewPage }) => {
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push(await onNewPage(clickOnce));
    const ms = times.map((time) => time.ms);
    const figures = {
      ms: Math.round(median(ms)),
      leastMs: Math.round(Math.min(...ms)),
      longestTaskMs: median(times.map((time) => time.longestTaskMs)),
      longestTaskCpuMs: median(times.map((time) => time.longestTaskCpuMs)),
    };
    return { click: { 'air-passengers': figures } };
  });
}

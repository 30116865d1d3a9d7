/** How long the app takes without a GPU from the click to the finished leaderboard, on a page that was just opened. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { serveFolder } from '../serve.mjs';
import { median } from './page.mjs';

const rounds = 5;
const mostMs = 180_000;

/**
 * The sample AirPassengers with the default settings.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 */
async function clickOnce(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByTestId('sample-air-passengers').click();
  const button = page.getByTestId('forecast-button');
  await button.waitFor();
  const startMs = performance.now();
  await button.click();
  await page.getByTestId('cancel-button').waitFor();
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: mostMs });
  const ms = performance.now() - startMs;
  await page.getByTestId('download-forecast').first().waitFor();
  await page.close();
  return ms;
}

/** Median and least time in ms over pages opened one after another in one Chromium. */
export async function benchClick() {
  const outDir = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await serveFolder(outDir);
  const args = browserFlags.filter((flag) => !flag.includes('webgpu'));
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args });
  try {
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push(await clickOnce(browser, server.url));
    return { click: { 'air-passengers': { ms: Math.round(median(times)), leastMs: Math.round(Math.min(...times)) } } };
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}

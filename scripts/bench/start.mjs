/** How soon the page is of use when it is opened for the first time: on a quick line, on a slow one, and in one file from disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { oneFileName } from '../built-files.mjs';
import { serveFolder } from '../serve.mjs';
import { mostMs } from './built-page.mjs';
import { median } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const times = 3;

/** A line of 1.6 Mbit/s with 150 ms there and back, and a processor four times slower. @param {Page} page */
async function slowDown(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytesPerSecond = 1.6e6 / 8;
  const conditions = {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  };
  await session.send('Network.emulateNetworkConditions', conditions);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** From the address to samples that can be clicked, and from the click on one to its first forecast. @param {Page} page @param {string} address */
async function start(page, address) {
  const startMs = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  const sample = page.getByTestId('sample-air-passengers');
  await sample.waitFor({ timeout: mostMs });
  const usableMs = performance.now() - startMs;
  await sample.click();
  await page.getByTestId('first-forecast').waitFor({ timeout: mostMs });
  return { usableMs, firstForecastMs: performance.now() - startMs };
}

/** @param {string[]} _cases @param {string | undefined} dist */
export async function benchStart(_cases, dist) {
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  const built = dist ?? join(folder, 'dist');
  if (!dist) await build({ logLevel: 'error', build: { outDir: built, emptyOutDir: true } });
  const server = await serveFolder(built, { isPacked: true });
  const args = browserFlags.filter((flag) => !flag.includes('webgpu'));
  const cases = /** @type {[name: string, address: string, prepare: (page: Page) => Promise<void>][]} */ ([
    ['quick line', server.url, async () => {}],
    ['slow line and processor', server.url, slowDown],
    ['one file from disk', pathToFileURL(resolve(built, oneFileName)).href, async () => {}],
  ]);
  try {
    /** @type {Record<string, object>} */
    const starts = {};
    for (const [name, address, prepare] of cases) {
      /** @type {{ usableMs: number, firstForecastMs: number }[]} */
      const seen = [];
      for (let time = 0; time < times; time++) {
        // A browser of its own each time: nothing is kept, nothing compiled before.
        const browser = await chromium.launch({ executablePath: await browserExecutable(), args });
        const page = await browser.newPage({ locale: 'en-GB' });
        await prepare(page);
        seen.push(await start(page, `${address}?backend=wasm`));
        await browser.close();
      }
      const middle = (/** @type {'usableMs' | 'firstForecastMs'} */ key) =>
        Math.round(median(seen.map((one) => one[key])));
      starts[name] = { usableMs: middle('usableMs'), firstForecastMs: middle('firstForecastMs') };
    }
    return { start: starts };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

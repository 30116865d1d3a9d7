/**
 * Runs that are broken off at random moments: by a reload, and by an end of the browser that gives the page no time. Each is gone on with
 * and held against one that nothing disturbed, number by number; and a run whose storage is full.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { serveFolder } from '../serve.mjs';
import { mostMs } from './built-page.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */

const usualRounds = 10;
const models = ['seasonal-naive', 'ets', 'lstm', 'transformer'];
const flags = browserFlags.filter((flag) => !flag.includes('webgpu'));

/** Numbers in [0, 1) that a seed repeats (mulberry32). @param {number} seed */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} shops */
function csv(shops) {
  const rows = Array.from({ length: 180 * shops }, (_, at) => {
    const [shop, month] = [Math.floor(at / 180), at % 180];
    const date = `${2008 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    return `${date},shop ${shop},${100 + 20 * shop + month + ((month * 37 + shop) % 23)}`;
  });
  return `month,shop,sales\n${rows.join('\n')}\n`;
}

/** Opens a file and starts a run of networks that takes a while. @param {Page} page @param {string} address @param {number} shops */
async function begin(page, address, shops) {
  await page.goto(address);
  const buffer = Buffer.from(csv(shops));
  await page.getByTestId('file-input').setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer });
  await page.getByTestId('forecast-button').waitFor({ timeout: mostMs });
  await page.getByTestId('advanced').click();
  if (shops > 1) await page.getByTestId('scope').selectOption('panel');
  for (const box of await page.locator('input[type="checkbox"][data-testid^="model-"]').all()) {
    const model = (await box.getAttribute('data-testid'))?.slice('model-'.length) ?? '';
    if ((await box.isVisible()) && (await box.isEnabled())) await box.setChecked(models.includes(model));
  }
  for (const [field, value] of [
    ['epochs', 60],
    ['hidden-size', 64],
    // So slow that no epoch is the last before all are done.
    ['learning-rate', 0.00005],
  ]) {
    await page.getByTestId(String(field)).fill(String(value));
    await page.getByTestId(String(field)).blur();
  }
  await page.getByTestId('forecast-button').click();
}

/** Every number of the forecast and its bands, once the run is over. @param {Page} page */
async function numbersOf(page) {
  const button = page.getByTestId('download-forecast');
  await button.waitFor({ timeout: mostMs });
  await page.getByTestId('cancel-button').waitFor({ state: 'detached', timeout: mostMs });
  const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await saved.path(), 'utf8');
}

/** @param {Page} page */
async function goOn(page) {
  await page.getByTestId('restore-go-on').click({ timeout: mostMs });
  return numbersOf(page);
}

/** @param {Page} page @returns epochs shown of the networks */
async function isUnderWay(page) {
  return (await page.getByTestId('cancel-button').count()) > 0;
}

/** A browser with a profile of its own, which can be ended from outside. @param {string} profile */
async function launch(profile) {
  const args = [...flags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  await rm(join(profile, 'DevToolsActivePort'), { force: true });
  const child = spawn(await browserExecutable(), args, { detached: true, stdio: 'ignore' });
  for (let tries = 0; tries < 300; tries += 1) {
    await wait(100);
    const found = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, path] = found.split('\n');
    if (port && path) {
      const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
      // All of its processes at once: nothing is written or closed any more.
      const kill = () => process.kill(-(/** @type {number} */ (child.pid)), 'SIGKILL');
      return { browser, kill };
    }
  }
  process.kill(-(/** @type {number} */ (child.pid)), 'SIGKILL');
  throw new Error('the browser did not start');
}

/** @param {Browser} browser */
async function firstPage(browser) {
  const [context] = browser.contexts();
  return /** @type {import('@playwright/test').BrowserContext} */ (context).newPage();
}

/**
 * @param {string[]} cases how often, and the first seed
 * @param {string | undefined} dist
 */
export async function benchResume([rounds = String(usualRounds), seed = '1'], dist) {
  const random = createRandom(Number(seed));
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  const built = dist ?? join(folder, 'dist');
  if (!dist) await build({ logLevel: 'error', build: { outDir: built, emptyOutDir: true } });
  const server = await serveFolder(built);
  const address = `${server.url}?backend=wasm`;
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: flags });

  /** @template Result @param {(page: Page) => Promise<Result>} work */
  async function onNewPage(work) {
    const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true });
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    try {
      return await work(page);
    } finally {
      await context.close();
    }
  }

  /** A run that nothing disturbs. @param {number} shops */
  async function undisturbed(shops) {
    return onNewPage(async (page) => {
      await begin(page, address, shops);
      const startMs = performance.now();
      return { numbers: await numbersOf(page), tookMs: performance.now() - startMs };
    });
  }

  /** @param {number} shops */
  async function reloads(shops) {
    const { numbers, tookMs } = await undisturbed(shops);
    /** @type {number[]} */
    const atMs = [];
    let [same, over] = [0, 0];
    while (atMs.length < Number(rounds)) {
      const moment = random() * tookMs;
      await onNewPage(async (page) => {
        await begin(page, address, shops);
        await wait(moment);
        if (!(await isUnderWay(page))) {
          over += 1;
          return;
        }
        atMs.push(Math.round(moment));
        await page.reload();
        if ((await goOn(page)) === numbers) same += 1;
      });
    }
    return { runs: atMs.length, same, tookMs: Math.round(tookMs), atMs, overBefore: over };
  }

  async function kills() {
    const { numbers, tookMs } = await undisturbed(1);
    /** @type {number[]} */
    const atMs = [];
    let [same, over] = [0, 0];
    while (atMs.length < Number(rounds)) {
      const moment = random() * tookMs;
      const profile = await mkdtemp(join(folder, 'profile-'));
      const first = await launch(profile);
      const page = await firstPage(first.browser);
      await begin(page, address, 1);
      await wait(moment);
      const isInTime = await isUnderWay(page);
      first.kill();
      if (!isInTime) {
        over += 1;
        continue;
      }
      atMs.push(Math.round(moment));
      await wait(500);
      const second = await launch(profile);
      try {
        const again = await firstPage(second.browser);
        await again.goto(address);
        if ((await goOn(again)) === numbers) same += 1;
      } finally {
        second.kill();
      }
    }
    return { runs: atMs.length, same, tookMs: Math.round(tookMs), atMs, overBefore: over };
  }

  /** The storage is full from the first. */
  async function full() {
    const { numbers } = await undisturbed(1);
    return onNewPage(async (page) => {
      await page.goto(address);
      const session = await page.context().newCDPSession(page);
      const origin = new URL(server.url).origin;
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      await begin(page, address, 1);
      const isSame = (await numbersOf(page)) === numbers;
      return { isSame, said: await page.getByTestId('keeping-note').innerText() };
    });
  }

  try {
    const parts = /** @type {[string, () => Promise<object>][]} */ ([
      ['reload', () => reloads(1)],
      ['killed', kills],
      ['storageFull', full],
      ['reloadOfAllSeries', () => reloads(3)],
    ]);
    /** @type {Record<string, object>} */
    const found = {};
    for (const [name, measure] of parts) {
      found[name] = await measure();
      // It takes minutes: what is known so far.
      console.error(`${name}: ${JSON.stringify(found[name])}`);
    }
    return found;
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

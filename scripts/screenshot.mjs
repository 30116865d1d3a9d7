/** Makes the pictures of docs/ from the real app, from a sample that ships: build first, then run this. */
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { browserExecutable, browserFlags } from './browser.mjs';
import { serveFolder } from './serve.mjs';

/** @typedef {import('@playwright/test').BrowserContextOptions} ContextOptions */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, runs: boolean, after?: (page: Page, path: string) => Promise<void> } & ContextOptions} Picture */

const desk = { viewport: { width: 1280, height: 1080 }, locale: 'en-GB' };
const phone = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };

/** @type {readonly Picture[]} */
const pictures = [
  { name: 'start', runs: false, ...desk, viewport: { width: 1280, height: 900 } },
  { name: 'screenshot', runs: true, ...desk },
  { name: 'answer-phone', runs: true, ...phone },
  { name: 'answer-dark', runs: true, ...desk, colorScheme: 'dark' },
  { name: 'answer-chinese', runs: true, ...desk, locale: 'zh-CN' },
  { name: 'meeting', runs: true, after: takeMeeting, ...desk },
  { name: 'report', runs: true, after: takeReport, ...desk },
  { name: 'compare', runs: true, after: takeComparison, ...desk },
];

/** @param {Page} page @param {string} path */
const takeAsItIs = async (page, path) => void (await page.screenshot({ path }));

/** The chart for the meeting. @param {Page} page @param {string} path */
async function takeMeeting(page, path) {
  await page.getByTestId('meeting-open').click();
  await page.getByTestId('meeting-close').waitFor();
  await page.screenshot({ path });
}

/** The report, as wide as its paper. @param {Page} page @param {string} path */
async function takeReport(page, path) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-report').click()]);
  const html = await readFile(await download.path(), 'utf8');
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.setContent(html);
  await page.screenshot({ path, fullPage: true });
}

/** Two runs beside each other. @param {Page} page @param {string} path */
async function takeComparison(page, path) {
  await page.getByTestId('model-auto').uncheck();
  await page.getByTestId('forecast-button').click();
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: 180_000 });
  const runs = page.getByTestId('runs');
  await runs.locator('summary').first().click();
  for (const pin of await page.getByTestId('run-pin').all()) await pin.click();
  await page.getByTestId('compare').waitFor();
  await page.waitForTimeout(500);
  await runs.screenshot({ path });
}

/** @param {Page} page */
async function forecast(page) {
  await page.getByTestId('sample-air-passengers').click();
  // The networks take longest, and tell a reader of a picture nothing.
  for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await page.getByTestId('forecast-button').click();
  await page.getByTestId('download-forecast').waitFor({ timeout: 180_000 });
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: 180_000 });
  const answer = page.getByTestId('answer');
  const top = (await answer.boundingBox())?.y ?? 0;
  const isNarrow = (page.viewportSize()?.width ?? 0) < 600;
  // Where the answer is not on the first screen, it is where the page goes to.
  await page.evaluate(([y, narrow]) => scrollTo(0, narrow ? scrollY + Number(y) - 16 : 0), [top, isNarrow]);
  // So that nothing is drawn as if it were pointed at or had the focus.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.waitForTimeout(1000);
}

const server = await serveFolder('dist');
const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
try {
  await mkdir('docs', { recursive: true });
  for (const { name, runs, after = takeAsItIs, ...options } of pictures) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId('sample-air-passengers').waitFor();
    if (runs) await forecast(page);
    await after(page, `docs/${name}.png`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}

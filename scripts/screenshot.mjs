/** Makes the pictures of docs/ from the real app, from a sample that ships: build first, then run this. */
import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { browserExecutable, browserFlags } from './browser.mjs';
import { serveFolder } from './serve.mjs';

/** @typedef {import('@playwright/test').BrowserContextOptions} ContextOptions */
/** @typedef {{ name: string, runs: boolean } & ContextOptions} Picture */

const desk = { viewport: { width: 1280, height: 1080 }, locale: 'en-GB' };
const phone = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };

/** @type {readonly Picture[]} */
const pictures = [
  { name: 'start', runs: false, ...desk, viewport: { width: 1280, height: 900 } },
  { name: 'screenshot', runs: true, ...desk },
  { name: 'answer-phone', runs: true, ...phone },
  { name: 'answer-dark', runs: true, ...desk, colorScheme: 'dark' },
  { name: 'answer-chinese', runs: true, ...desk, locale: 'zh-CN' },
];

/** @param {import('@playwright/test').Page} page */
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
  for (const { name, runs, ...options } of pictures) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId('sample-air-passengers').waitFor();
    if (runs) await forecast(page);
    await page.screenshot({ path: `docs/${name}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}

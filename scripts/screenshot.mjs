/** Makes docs/screenshot.png, the picture in the README, from the real app: build first, then run this. */
import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { browserExecutable, browserFlags } from './browser.mjs';
import { serveFolder } from './serve.mjs';

const server = await serveFolder('dist');
const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1420 }, locale: 'en-GB' });
  await page.goto(server.url);
  await page.getByTestId('sample-air-passengers').click();
  await page.getByTestId('forecast-button').click();
  await page.getByTestId('download-forecast').first().waitFor({ timeout: 180_000 });
  await page.getByTestId('cancel-button').waitFor({ state: 'hidden', timeout: 180_000 });
  await page.evaluate(() => scrollTo(0, 0));
  await mkdir('docs', { recursive: true });
  await page.screenshot({ path: 'docs/screenshot.png' });
} finally {
  await browser.close();
  await server.close();
}

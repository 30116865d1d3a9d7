import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  metricsOf,
  monthlyCsv,
  test,
  useTinyNetwork,
} from './journey.ts';

const address = pathToFileURL(resolve('dist/dropcast.html')).href;

/** Opens the page from disk, without a connection; gives what is asked for besides what the page itself makes. */
async function openFromDisk(page: Page, query = '?backend=wasm'): Promise<string[]> {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) asked.push(request.url());
  });
  await page.context().setOffline(true);
  await page.goto(`${address}${query}`);
  await expect(page.getByTestId('sample-air-passengers')).toBeVisible();
  return asked;
}

test.describe('the page in one file, from disk and without a connection', () => {
  test.use({ baseURL: address });

  test('reads a sample and an own file, forecasts, saves, opens again', async ({ page }) => {
    const asked = await openFromDisk(page);
    await test.step('a sample', async () => {
      await page.getByTestId('sample-air-passengers').click();
      await expectData(page);
    });
    await test.step('an own file, and networks', async () => {
      await page.getByTestId('other-data').click();
      await choose(page, { name: 'sales.csv', text: monthlyCsv(72) });
      await expectData(page);
      await useTinyNetwork(page);
      await forecast(page);
      await expectResults(page);
    });
    const lstm = await metricsOf(page, 'lstm');
    expect(Number.isFinite(lstm.mae)).toBe(true);
    expect(asked).toEqual([`${address}?backend=wasm`]);
  });
});

test('it is smaller than 8 MB', async () => {
  expect((await stat('dist/dropcast.html')).size).toBeLessThan(8_000_000);
  expect(await readFile('dist/sw.js', 'utf8')).not.toContain('dropcast.html');
});

import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  metricsOf,
  modelsWithout,
  setNumber,
  test,
  useTinyNetwork,
  workerNamed,
} from './journey.ts';
import { startOtherOrigin } from './other-origin.ts';

const address = pathToFileURL(resolve('dist/dropcast.html')).href;

/** Opens the page from disk, without a connection; gives what is asked for from then on, but for what the page itself makes. */
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

function dailyCsv(days: number): string {
  const lines = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    return `${date},${100 + (day % 7) * 9 + ((day * 7) % 5)}`;
  });
  return `date,sales\n${lines.join('\n')}\n`;
}

async function workbook(months: number): Promise<Buffer> {
  const rows = ['tea', 'milk'].flatMap((item, at) =>
    Array.from({ length: months }, (_, month) => [new Date(Date.UTC(2018, month, 1)), item, 100 * (at + 1) + month]),
  );
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'Sales', rows: [['month', 'item', 'sales'], ...rows] }] }));
}

// What a page from disk keeps has no origin by which it would be cleared for the next.
test.use({ reuseContext: false });

test.describe('the page in one file, from disk and without a connection', () => {
  // Whose address the journey's watch takes for the page's own.
  test.use({ baseURL: address });

  test('does the whole job, keeps it and opens it again', async ({ page }) => {
    const asked = await openFromDisk(page);
    await test.step('a sample', async () => {
      await page.getByTestId('sample-air-passengers').click();
      await expectData(page);
    });
    await test.step('an own file, with networks, the pre-trained one and the holidays of a country', async () => {
      await page.getByTestId('other-data').click();
      await choose(page, { name: 'sales.csv', text: dailyCsv(140) });
      await expectData(page);
      await setNumber(page, 'horizon', 7);
      await useTinyNetwork(page);
      await page.getByTestId('holidays').selectOption({ label: 'Germany' });
      await forecast(page);
      await expectResults(page);
      const report = await download(page, 'download-report');
      expect(report.bytes.toString()).toMatch(/^<!doctype html>/i);
    });
    const lstm = await metricsOf(page, 'lstm');
    const pretrained = await metricsOf(page, 'pretrained');
    expect(Number.isFinite(lstm.mae)).toBe(true);
    expect(Number.isFinite(pretrained.mae)).toBe(true);
    await page.getByTestId('file-menu').click();
    await expect(page.getByTestId('kept-from-disk')).toBeVisible();
    const project = await download(page, 'save-project');
    await page.keyboard.press('Escape');
    await test.step('a reload', async () => {
      await page.reload();
      await page.getByTestId('restore-go-on').click();
      await expectData(page);
      await expectResults(page);
      expect(await metricsOf(page, 'lstm')).toEqual(lstm);
    });
    await test.step('a project, after all that was kept is deleted', async () => {
      await page.getByTestId('file-menu').click();
      await page.getByTestId('delete-kept').click();
      await page.keyboard.press('Escape');
      await page.reload();
      await expect(page.getByTestId('restore')).toHaveCount(0);
      await page
        .getByTestId('file-input')
        .setInputFiles({ name: project.name, mimeType: 'application/octet-stream', buffer: project.bytes });
      await expectData(page);
      await expectResults(page);
      expect(await metricsOf(page, 'lstm')).toEqual(lstm);
      await expect(page.getByTestId('horizon')).toHaveValue('7');
    });
    expect(asked).toEqual(Array(3).fill(`${address}?backend=wasm`));
  });

  test('reads a workbook, forecasts every series, saves a workbook, speaks Chinese, shows the licences', async ({
    page,
  }) => {
    const asked = await openFromDisk(page);
    await page.getByTestId('file-input').setInputFiles({
      name: 'own.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await workbook(60),
    });
    await expectData(page);
    await page.getByTestId('tab-all-series').click();
    await page.getByTestId('all-run').click();
    await expect(page.getByTestId('all-run')).toBeDisabled();
    const saved = await download(page, 'all-download-xlsx');
    expect(saved.bytes.subarray(0, 2).toString()).toBe('PK');
    await page.getByTestId('language').selectOption('zh-CN');
    await expect(page.getByTestId('tab-all-series')).toContainText('序列');
    const [licences] = await Promise.all([page.waitForEvent('popup'), page.getByTestId('licences').click()]);
    await expect(licences.locator('body')).toContainText('recharts');
    await licences.close();
    expect(asked).toEqual([`${address}?backend=wasm`]);
  });

  test('trains on WebGPU where the browser has it', async ({ page }) => {
    await openFromDisk(page, '?backend=webgpu');
    await page.getByTestId('sample-air-passengers').click();
    await expectData(page);
    await useTinyNetwork(page, 1);
    await page.getByTestId('model-transformer').uncheck();
    await forecast(page, modelsWithout('transformer'));
    await expect(page.getByTestId('backend')).toContainText('WebGPU');
  });

  test.describe('another origin', () => {
    test.use({ expectedMessages: /Content Security Policy/ });

    test('cannot be reached from the page nor from any worker', async ({ page }) => {
      const other = await startOtherOrigin();
      await page.goto(`${address}?backend=wasm`);
      await page.getByTestId('sample-air-passengers').click();
      await expectData(page);
      await useTinyNetwork(page);
      await forecast(page);
      const reach = (url: string) =>
        fetch(url, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        );
      expect(await page.evaluate(reach, `${other.url}?page`)).toBe(false);
      for (const name of ['data', 'training']) {
        expect(await (await workerNamed(page, name)).evaluate(reach, `${other.url}?${name}`)).toBe(false);
      }
      expect(other.calls()).toBe(0);
      await other.close();
    });
  });
});

test('the one file is smaller than 8 MB, is offered by the page, and is not fetched ahead', async ({ page }) => {
  expect((await stat('dist/dropcast.html')).size).toBeLessThan(8_000_000);
  expect(await readFile('dist/sw.js', 'utf8')).not.toContain('dropcast.html');
  await page.goto('./');
  const saved = await download(page, 'one-file');
  expect(saved.name).toBe('dropcast.html');
  expect(saved.bytes.equals(await readFile('dist/dropcast.html'))).toBe(true);
});

import { read, utils } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { choose, download, expect, open, test } from './journey.ts';

const shops = ['Köln', 'Bonn', 'Ulm'];
const items = ['=tea', 'milk', 'bread', 'salt'];

/** Twelve series of months: four items of two groups in three shops; one has ended. */
function salesFile(months = 72): string {
  const rows = ['month;shop;item;group;sales'];
  for (const [s, shop] of shops.entries()) {
    for (const [i, item] of items.entries()) {
      for (let at = 0; at < months; at += 1) {
        if (shop === 'Ulm' && item === 'salt' && at >= 40) continue;
        const month = `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
        const noise = ((at * 31 + s * 17 + i * 7) % 13) - 6;
        const sales = Math.round(100 * (s + 1) + 20 * (i + 1) + 30 * Math.sin((2 * Math.PI * at) / 12) + noise);
        rows.push([month, shop, item, i < 2 ? 'drinks' : 'food', sales].join(';'));
      }
    }
  }
  return `${rows.join('\n')}\n`;
}

const row = (page: Page, name: string) => page.getByTestId('all-table').locator(`[data-series="${name}"]`);

async function amountOf(page: Page, name: string, field = 'total'): Promise<number> {
  return Number(await row(page, name).locator(`[data-field="${field}"]`).getAttribute('data-value'));
}

async function totalsShown(page: Page): Promise<number> {
  const values = await page
    .getByTestId('all-table')
    .locator('[data-series] [data-field="total"]')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
  return values.reduce((sum, value) => sum + value, 0);
}

async function forecastAll(page: Page): Promise<void> {
  await open(page);
  await choose(page, { name: 'Sales 2026.csv', text: salesFile() });
  await page.getByTestId('tab-all-series').click();
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-level')).toBeEnabled({ timeout: 300_000 });
}

async function chooseLevel(page: Page, label: string): Promise<void> {
  await page.getByTestId('all-level').selectOption({ label: `Level: ${label}` });
  await expect(page.getByTestId('all-progress')).toBeHidden({ timeout: 300_000 });
}

test('totals add up with the series, lead to them, and say what that gained', async ({ page }) => {
  await forecastAll(page);
  const alone = await totalsShown(page);
  await chooseLevel(page, 'Total');
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(1);
  await expect(page.getByTestId('all-gains')).toContainText('MinT');
  await expect(page.getByRole('heading', { level: 1 }).last()).toContainText('The total of 12 series');
  const total = await totalsShown(page);
  expect(Math.abs(total / alone - 1)).toBeLessThan(0.1);
  for (const label of ['shop', 'group', 'Series']) {
    await chooseLevel(page, label);
    await expect.poll(() => totalsShown(page)).toBeCloseTo(total, 6);
  }
  await chooseLevel(page, 'shop');
  const ulm = await amountOf(page, 'Ulm');
  await row(page, 'Ulm').click();
  await expect(page.getByTestId('all-item-name')).toHaveText('Ulm');
  await page.getByTestId('all-drill').click();
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(4);
  await expect(page.getByTestId('all-path')).toContainText('Ulm');
  expect(await totalsShown(page)).toBeCloseTo(ulm, 6);
  await page.getByTestId('all-path').getByRole('button', { name: 'All' }).click();
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(12);
});

test('one workbook of what is shown, CSV in the form asked for, a table to paste; a planner’s number beside the model’s', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await forecastAll(page);
  const name = 'Köln · =tea';
  const model = await amountOf(page, name);
  await row(page, name).click();
  await page.getByTestId('all-set-value').fill('10');
  await page.getByTestId('all-set-add').click();
  await expect(page.getByTestId('all-overrides').getByRole('alert')).toContainText('reason');
  await page.getByTestId('all-set-reason').fill('opening');
  await page.getByTestId('all-set-add').click();
  const planned = Number(await page.getByTestId('all-planned').getAttribute('data-value'));
  expect(planned / model).toBeCloseTo(1.1, 6);

  const file = await download(page, 'all-download-xlsx');
  expect(file.name).toMatch(/^Sales-2026_\d{4}-\d\d-\d\d\.xlsx$/);
  const { SheetNames, Sheets } = read(file.bytes);
  expect(SheetNames).toEqual(['Summary', 'Forecast wide', 'Forecast long', 'Errors', 'Settings and provenance']);
  const summary = utils.sheet_to_json<Record<string, unknown>>(Sheets.Summary);
  expect(summary).toHaveLength(12);
  const own = summary.find(({ Series }) => Series === name);
  expect(own).toMatchObject({ shop: 'Köln', item: '=tea', group: 'drinks', 'Reason for the change': 'opening' });
  expect(own?.['Forecast, all periods']).toBeCloseTo(planned, 6);
  expect(own?.['Model’s forecast, all periods']).toBeCloseTo(model, 6);
  const cells = Object.values(Sheets).flatMap((sheet) => Object.values(sheet));
  expect(cells.filter((cell) => cell?.f !== undefined)).toEqual([]);

  await page.getByTestId('all-csv-form').selectOption('comma');
  const csv = await download(page, 'all-download-csv');
  const [head, first] = csv.bytes.toString('utf8').replace('\ufeff', '').split('\r\n');
  expect(head).toContain('Series;shop;item;group;Period;Plan;Forecast');
  expect(first).toMatch(/;2026-01;[\d,]+;[\d,]+;/);
  await page.getByTestId('all-csv-form').selectOption('nixtla');
  const nixtla = await download(page, 'all-download-csv');
  expect(nixtla.bytes.toString('utf8')).toContain('unique_id,ds,model,yhat,yhat-model,yhat-lo-80');

  await page.getByTestId('all-copy').click();
  await expect(page.getByTestId('all-view')).toContainText('Copied');
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  expect(pasted.split(/\r?\n/)).toHaveLength(13);
  expect(pasted.split(/\r?\n/)[0]).toMatch(/^Series\tshop\titem\tgroup\t/);

  await chooseLevel(page, 'shop');
  const ofLevel = await download(page, 'all-download-xlsx');
  expect(ofLevel.name).toMatch(/^Sales-2026_shop_/);
  const book = read(ofLevel.bytes);
  expect(book.SheetNames).toContain('Totals');
  expect(utils.sheet_to_json(book.Sheets.Summary)).toHaveLength(3);
});

test('what a planner set follows on every level, and stays with its forecast whichever horizon is looked at', async ({
  page,
}) => {
  await forecastAll(page);
  await chooseLevel(page, 'shop');
  const [ulm, bonn] = [await amountOf(page, 'Ulm'), await amountOf(page, 'Bonn')];
  await chooseLevel(page, 'Total');
  const total = await totalsShown(page);
  await expect(row(page, '')).toContainText('Total');
  await chooseLevel(page, 'shop');
  await row(page, 'Ulm').click();
  await page.getByTestId('all-set-value').fill('50');
  await page.getByTestId('all-set-reason').fill('fair');
  await page.getByTestId('all-set-add').click();
  await expect.poll(() => amountOf(page, 'Ulm')).toBeCloseTo(1.5 * ulm, 6);
  await expect(row(page, 'Ulm')).toContainText('model');
  expect(await amountOf(page, 'Bonn')).toBeCloseTo(bonn, 9);
  await chooseLevel(page, 'Total');
  expect(await totalsShown(page)).toBeCloseTo(total + ulm / 2, 6);
  await chooseLevel(page, 'Series');
  expect(await totalsShown(page)).toBeCloseTo(total + ulm / 2, 6);
  const summary = read((await download(page, 'all-download-xlsx')).bytes).Sheets.Summary;
  const sums = utils.sheet_to_json<Record<string, number>>(summary).map((one) => one['Forecast, all periods'] ?? 0);
  expect(sums.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total + ulm / 2, 6);

  // Another horizon is another forecast; the one before is there again.
  await page.getByTestId('all-horizon').fill('3');
  await page.getByTestId('all-horizon').press('Enter');
  await expect(page.getByTestId('all-run')).toBeEnabled();
  await page.getByTestId('all-horizon').fill('12');
  await page.getByTestId('all-horizon').press('Enter');
  await expect(page.getByTestId('all-run')).toBeDisabled();
  expect(await totalsShown(page)).toBeCloseTo(total + ulm / 2, 6);
});

test('a later file says what came of the forecasts and of a change made before', async ({ page }) => {
  await forecastAll(page);
  const name = 'Köln · milk';
  await row(page, name).click();
  await page.getByTestId('all-set-value').fill('60');
  await page.getByTestId('all-set-reason').fill('hope');
  await page.getByTestId('all-set-add').click();
  await expect(page.getByTestId('all-value-added')).toBeHidden();
  await choose(page, { name: 'Sales later.csv', text: salesFile(75) });
  const said = page.getByTestId('all-value-added');
  await expect(said).toContainText('3 months since the forecasts of Sales 2026.csv');
  await expect(said).toContainText('Your change to one series worsened its forecast');
  expect(Number(await said.getAttribute('data-gain'))).toBeLessThan(-0.3);
  expect(Number(await said.getAttribute('data-model'))).toBeLessThan(0.2);
  await page.getByTestId('update-close').click();
  await expect(page.getByTestId('update-summary')).toBeHidden();
});

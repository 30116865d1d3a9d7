import type { Page } from '@playwright/test';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  monthlyCsv,
  open,
  openDetails,
  openFileDetails,
  rowsOf,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

const wavy = (month: number) => Math.round(100 + month + 20 * Math.sin((month * Math.PI) / 6) + ((month * 37) % 13));

/** Two more months than before, and one of the past as it turned out. */
const later = monthlyCsv(74, (month) => (month === 40 ? wavy(40) + 9 : wavy(month)));

const monthsOf = (months: number) => monthlyCsv(months, wavy);

async function summary(page: Page) {
  const said = page.getByTestId('update-summary');
  await expect(said).toBeVisible();
  return said;
}

test('a newer file of the same kind says what is new and how the last forecast did, and is brought up to date by a click', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'sales June.csv', text: monthsOf(72) });
  await expectData(page);
  await setNumber(page, 'horizon', 6);
  await useTinyNetwork(page);
  await forecast(page);
  await openDetails(page);
  const rows = rowsOf((await download(page, 'download-forecast')).bytes);
  await page.waitForTimeout(1500);

  // The next month, in a page that knows of it only what it has kept.
  await page.reload();
  await expect(page.getByTestId('restore')).toBeVisible();
  await choose(page, { name: 'sales August.csv', text: later });
  await expectData(page);
  const said = await summary(page);

  await test.step('what is new and what has changed', async () => {
    await expect(said).toHaveAttribute('data-periods', '2');
    await expect(said).toHaveAttribute('data-values', '2');
    await expect(said).toHaveAttribute('data-changed', '1');
    await expect(said).toContainText('New since sales June.csv: 2 months (January 2006 to February 2006), 2 values.');
    await expect(said).toContainText('One value of the past is another one now.');
    await page.getByTestId('update-details').click();
    await expect(said).toContainText(`sales, May 2003: ${wavy(40)} became ${wavy(40) + 9}`);
  });
  await test.step('the score, by hand from the file that was saved', async () => {
    const score = page.getByTestId('update-score');
    const model = await score.getAttribute('data-model');
    const own = rows.filter((row) => row.model === model).slice(0, 2);
    const actual = [wavy(72), wavy(73)];
    const errors = own.map(({ yhat }, at) => Math.abs((actual[at] ?? 0) - Number(yhat)));
    const miss = errors.reduce((sum, error) => sum + error, 0) / ((actual[0] ?? 0) + (actual[1] ?? 0));
    expect(Number(await score.getAttribute('data-miss'))).toBeCloseTo(miss, 9);
    const inside = own.filter((row, at) => {
      const value = actual[at] ?? 0;
      return value >= Number(row['yhat-lo-80']) && value <= Number(row['yhat-hi-80']);
    });
    await expect(score).toHaveAttribute('data-inside', String(inside.length));
    await expect(score).toContainText('In the 2 months since, the last forecast was off by');
  });
  await test.step('settings hold, and a click brings the forecast up to date', async () => {
    await setNumber(page, 'horizon', 6);
    await expect(page.getByTestId('epochs')).toHaveValue('2');
    await page.getByTestId('update-run').click();
    await expect(page.getByTestId('update-done')).toContainText('Updated in');
    await expectResults(page);
    const ahead = rowsOf((await download(page, 'download-forecast')).bytes);
    expect(ahead[0]?.ds).toMatch(/^2006-03/);
    const naive = ahead.filter((row) => row.model === 'seasonal-naive').map(({ yhat }) => Number(yhat));
    expect(naive).toEqual([62, 63, 64, 65, 66, 67].map(wavy));
    await expect(page.getByTestId('update-run')).toHaveCount(0);
    await expect(page.getByText('Changed since the results shown')).toHaveCount(0);
  });
  await test.step('it is put aside', async () => {
    await page.getByTestId('update-close').click();
    await expect(said).toHaveCount(0);
  });
});

test('another file of the same columns is not taken for a newer one', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'sales.csv', text: monthsOf(72) });
  await expectData(page);
  await choose(page, { name: 'prices.csv', text: monthlyCsv(74, (month) => 3 * wavy(month)) });
  await expectData(page);
  await choose(page, { name: 'sales again.csv', text: monthsOf(72) });
  await expect(page.getByTestId('update-summary')).toHaveCount(0);
  await choose(page, { name: 'sales once more.csv', text: monthsOf(72) });
  await expect(await summary(page)).toContainText('The same as sales again.csv: nothing is new, changed or gone.');
});

test('where nothing but zeros has come no share is said', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'sales June.csv', text: monthsOf(72) });
  await expectData(page);
  await useTinyNetwork(page);
  await forecast(page);
  await choose(page, { name: 'sales August.csv', text: monthlyCsv(74, (month) => (month < 72 ? wavy(month) : 0)) });
  await summary(page);
  await expect(page.getByTestId('update-run')).toBeVisible();
  await expect(page.getByTestId('update-score')).toHaveCount(0);
});

test('what was forecast of one column is not measured by another', async ({ page }) => {
  const shops = (months: number) => {
    const rows = itemsCsv(2, months).trim().split('\n').slice(1);
    return `month,item,sales,price\n${rows.map((row, at) => `${row},${1000 + (at % 7)}`).join('\n')}\n`;
  };
  await open(page);
  await choose(page, { name: 'shops June.csv', text: shops(84) });
  await expectData(page);
  await openFileDetails(page);
  await page.getByTestId('target-column').selectOption({ label: 'sales' });
  await expectData(page);
  await useTinyNetwork(page);
  await forecast(page);
  await choose(page, { name: 'shops August.csv', text: shops(86) });
  await summary(page);
  await expect(page.getByTestId('update-score')).toBeVisible();
  await openFileDetails(page);
  await page.getByTestId('target-column').selectOption({ label: 'price' });
  await expect(page.getByTestId('read-summary')).toContainText('target price');
  await expect(page.getByTestId('update-summary')).toHaveCount(0);
  await page.getByTestId('target-column').selectOption({ label: 'sales' });
  await summary(page);
  await expect(page.getByTestId('update-score')).toBeVisible();
});

/** Items for as many months. */
function itemsCsv(items: number, months: number): string {
  const rows = Array.from({ length: items }, (_, item) =>
    Array.from({ length: months }, (_, month) => {
      const date = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      return `${date},item ${item},${wavy(month) + 5 * item + ((month * item) % 7)}`;
    }),
  );
  return `month,item,sales\n${rows.flat().join('\n')}\n`;
}

test('all series are brought up to date by the models chosen before, with what was set by hand', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'shops June.csv', text: itemsCsv(5, 48) });
  await expectData(page);
  await page.getByTestId('tab-all-series').click();
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-run')).toContainText('All are forecast', { timeout: 120_000 });
  await page.getByTestId('all-table').locator('[data-series="item 0"]').click();
  await page.getByTestId('all-set-value').fill('60');
  await page.getByTestId('all-set-reason').fill('opening');
  await page.getByTestId('all-set-add').click();
  await page.waitForTimeout(2000);
  await page.reload();
  await expect(page.getByTestId('restore')).toBeVisible();
  await choose(page, { name: 'shops August.csv', text: itemsCsv(6, 50) });
  const said = await summary(page);
  await expect(said).toHaveAttribute('data-periods', '2');
  await expect(said).toHaveAttribute('data-values', '10');
  // It opens where files of this kind were looked at last.
  await expect(page.getByTestId('tab-all-series')).toHaveAttribute('aria-selected', 'true');
  const value = page.getByTestId('all-value-added');
  await expect(value).toContainText('2 months since the forecasts of shops June.csv');
  expect(Number(await value.getAttribute('data-points'))).toBe(10);
  expect(Number(await value.getAttribute('data-model'))).toBeLessThan(0.2);
  await page.getByTestId('update-details').click();
  await expect(said).toContainText('One new series: item 5');
  await page.getByTestId('update-run').click();
  await expect(page.getByTestId('all-run')).toContainText('All are forecast', { timeout: 120_000 });
  await expect(page.getByTestId('update-run')).toHaveCount(0);
  // What was set for months that have not come yet still holds.
  await page.getByTestId('all-table').locator('[data-series="item 0"]').click();
  await expect(page.getByTestId('all-overrides')).toContainText('opening');
  await expect(page.getByTestId('all-planned')).toBeVisible();
});

/** What goes with the series of a file reaches all of them. */
import { read, utils } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { promotedShare, promotionPanel, weeksAhead } from '../src/series/testing/promotion-panel.ts';
import { choose, download, expect, open, test } from './journey.ts';

const { text, shops } = promotionPanel();

async function forecastAll(page: Page): Promise<void> {
  await choose(page, { name: 'shops.csv', text });
  await page.getByTestId('tab-all-series').click();
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-run')).toBeDisabled({ timeout: 300_000 });
  await expect(page.getByTestId('all-progress')).toBeHidden({ timeout: 300_000 });
}

const row = (page: Page, name: string) => page.getByTestId('all-table').locator(`[data-series="${name}"]`);

/** By series, what the saved file forecasts for each week. */
async function savedForecasts(page: Page): Promise<Map<string, number[]>> {
  await page.getByTestId('all-csv-form').selectOption('nixtla');
  const { bytes } = await download(page, 'all-download-csv');
  const [head, ...lines] = bytes.toString('utf8').trim().split(/\r?\n/);
  const place = head.split(',').indexOf('yhat');
  const all = new Map<string, number[]>();
  for (const line of lines) {
    const cells = line.split(',');
    all.set(cells[0], [...(all.get(cells[0]) ?? []), Number(cells[place])]);
  }
  return all;
}

test('promotions that are planned are in the forecasts of all series, which say so, as does the workbook', async ({
  page,
}) => {
  await open(page);
  await forecastAll(page);
  const forecasts = await savedForecasts(page);
  for (const shop of shops) {
    const yhat = forecasts.get(shop.name) ?? [];
    expect(yhat).toHaveLength(weeksAhead);
    const share = promotedShare(shop, yhat);
    expect(share, shop.name).toBeGreaterThan(0.9);
    expect(share, shop.name).toBeLessThan(1.1);
  }

  await row(page, 'shop 2').click();
  await expect(page.getByTestId('all-item-drivers')).toHaveText('also by promo');
  await expect(page.getByTestId('all-item-careful')).toContainText('assumes it was known then');
  // A promotion that does nothing there is left out.
  await row(page, 'shop 4').click();
  await expect(page.getByTestId('all-item-name')).toHaveText('shop 4');
  await expect(page.getByTestId('all-item-drivers')).toHaveCount(0);

  const { bytes } = await download(page, 'all-download-xlsx');
  const { Sheets } = read(bytes);
  const settings = utils.sheet_to_json<unknown[]>(Sheets['Settings and provenance'], { header: 1 });
  expect(settings).toContainEqual(['Series forecast with promo', 3]);
});

test('what was forecast with a driver still says so after a reload', async ({ page }) => {
  await open(page);
  await forecastAll(page);
  // What has come is written half a second later.
  await page.waitForTimeout(2500);
  await page.reload();
  await page.getByTestId('restore-go-on').click();
  await page.getByTestId('tab-all-series').click();
  await expect(page.getByTestId('all-run')).toBeDisabled();
  await row(page, 'shop 1').click();
  await expect(page.getByTestId('all-item-drivers')).toHaveText('also by promo');
});

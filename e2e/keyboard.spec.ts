/** The page by its keys: how many Tabs a forecast takes, what single keys do, and the way around a sample. */
import type { Page } from '@playwright/test';
import { expect, expectData, expectResults, modelsWithout, open, openSample, test } from './journey.ts';

/** Presses Tab until the element has the focus, and counts. */
async function tabsTo(page: Page, testId: string): Promise<number> {
  const wanted = page.getByTestId(testId);
  for (let presses = 0; presses <= 20; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return presses;
    await page.keyboard.press('Tab');
  }
  throw new Error(`20 Tabs do not reach ${testId}`);
}

/** Tells what of the page is marked by its landmarks. */
async function expectLandmarks(page: Page) {
  for (const role of ['banner', 'main', 'contentinfo'] as const) {
    await expect(page.getByRole(role).first()).toBeAttached();
  }
}

test('from the start to a downloaded forecast takes fewer than twenty Tabs', async ({ page }) => {
  await open(page);
  await expectLandmarks(page);
  let tabs = await tabsTo(page, 'sample-air-passengers');
  await page.keyboard.press('Enter');
  await expectData(page);
  await expectLandmarks(page);
  tabs += await tabsTo(page, 'skip-to-forecast');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('forecast-button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('answer')).toBeVisible();
  tabs += await tabsTo(page, 'download-forecast');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  expect(tabs).toBeLessThan(20);
});

test('single keys forecast, show the answer and download it, and can be switched off', async ({ page }) => {
  await openSample(page, 'air-passengers');
  for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await page.keyboard.press('?');
  await expect(page.getByTestId('help')).toBeVisible();
  // Behind a dialogue nothing is pressed.
  await page.keyboard.press('f');
  await expect(page.getByTestId('forecast-button')).toBeAttached();
  await page.getByTestId('help-close').click();
  await page.getByTestId('horizon').fill('6');
  await page.getByTestId('horizon').press('f');
  await page.getByTestId('read-line').click();
  await expect(page.getByTestId('answer')).toBeHidden();
  await page.keyboard.press('f');
  await expectResults(page, modelsWithout('lstm', 'transformer'));
  await page.keyboard.press('a');
  await expect(page.getByTestId('answer')).toBeFocused();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  await page.keyboard.press((await page.getByTestId('tab-data').getAttribute('aria-keyshortcuts')) ?? '');
  await expect(page.getByTestId('data-view')).toBeVisible();
  await page.keyboard.press('?');
  await page.getByTestId('shortcuts').uncheck();
  await page.getByTestId('help-close').click();
  await page.keyboard.press('1');
  await expect(page.getByTestId('data-view')).toBeVisible();
  await page.reload();
  await page.getByTestId('help-button').click();
  await expect(page.getByTestId('shortcuts')).not.toBeChecked();
});

test('a tour leads through a sample in three steps, and Escape ends it', async ({ page }) => {
  await open(page);
  await page.getByTestId('tour-co2-weekly').click();
  await expectData(page);
  const tour = page.getByTestId('tour');
  await expect(tour).toHaveAttribute('data-step', '1');
  await expect(tour).toBeFocused();
  await expect(page.getByTestId('read-line')).toHaveText('Weekly co2, Mar 1958 to Dec 2001');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(tour).toContainText('59 weeks without a measurement');
  await page.getByTestId('tour-next').click();
  await expect(tour).toHaveAttribute('data-step', '3');
  await expect(page.getByTestId('forecast-button')).toBeInViewport();
  await page.getByTestId('tour-back').click();
  await expect(tour).toHaveAttribute('data-step', '2');
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
  await page.getByTestId('other-data').click();
  await page.getByTestId('sample-air-passengers').click();
  await expectData(page);
  await expect(tour).toBeHidden();
});

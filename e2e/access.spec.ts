import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import {
  choose,
  expect,
  expectData,
  forecast,
  open,
  openFileDetails,
  openSample,
  test,
  useSlowNetwork,
  useTinyNetwork,
} from './journey.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('the start, a problem, the data and the results are accessible', async ({ page }) => {
      await open(page);
      await expectAccessible(page, { colorScheme });
      await choose(page, { name: 'empty.csv', text: '' });
      await expect(page.getByTestId('error-message')).toBeVisible();
      await expectAccessible(page, { colorScheme });
      await page.getByTestId('sample-air-passengers').click();
      await expectData(page);
      await useTinyNetwork(page);
      await expectAccessible(page, { colorScheme });
      await forecast(page);
      await expectAccessible(page, { colorScheme });
      await page.getByTestId('more-models').click();
      await page.getByTestId('diagnosis').locator('summary').click();
      await expect(page.getByTestId('worst-windows')).toBeVisible();
      await expectAccessible(page, { colorScheme });
    });
  });
}

/** Two shops, a day without a row and one with two, so that there is something to choose everywhere. */
function shopsCsv(): string {
  const rows = ['north', 'south'].flatMap((shop) =>
    Array.from({ length: 80 }, (_, i) => {
      const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
      return i === 30 ? `${shop},${day},x` : `${shop},${day},${100 + ((i * 7) % 20)}`;
    }).filter((_, i) => i !== 20),
  );
  return `shop,day,sales\n${rows.join('\n')}\n`;
}

const parts = ['part-delimiter', 'part-header', 'part-rhythm', 'part-target', 'part-series', 'repair-gaps'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('what was read, and all that can be chosen instead, is accessible', async ({ page }) => {
      await open(page);
      await choose(page, { name: 'shops.csv', text: shopsCsv() });
      await expectData(page);
      await expect(page.getByTestId('part-series')).toContainText('of 2');
      await openFileDetails(page);
      for (const part of parts) {
        await page.getByTestId(part).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page, { colorScheme, part: '[role="dialog"]' });
        await page.keyboard.press('Escape');
        await expect(page.getByTestId(part)).toBeFocused();
      }
      await expectAccessible(page, { colorScheme });
      for (const view of ['details-columns', 'details-preview', 'details-profile']) {
        await page.getByTestId(view).click();
        await expectAccessible(page, { colorScheme, part: 'details:has([data-testid="file-details"])' });
      }
    });
  });
}

/** Moves on with Tab until the element has the focus. */
async function tabTo(page: Page, testId: string) {
  const wanted = page.getByTestId(testId);
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${testId}`);
}

test('by keyboard alone from a sample to a saved forecast', async ({ page }) => {
  await open(page);
  await tabTo(page, 'sample-air-passengers');
  await page.keyboard.press('Enter');
  await expectData(page);
  await tabTo(page, 'model-transformer');
  await page.keyboard.press('Space');
  await tabTo(page, 'advanced');
  await page.keyboard.press('Enter');
  for (const [field, value] of [
    ['epochs', '2'],
    ['hidden-size', '4'],
  ] as const) {
    await tabTo(page, field);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(value);
  }
  await tabTo(page, 'forecast-button');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('answer')).toBeVisible();
  await tabTo(page, 'download-forecast');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
});

test('by keyboard alone a run is cancelled', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await useSlowNetwork(page);
  await tabTo(page, 'forecast-button');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cancel-button')).toBeVisible();
  await tabTo(page, 'cancel-button');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cancel-button')).toBeHidden();
});

test('language and appearance, chosen once, are remembered', async ({ page }) => {
  await test.step('the appearance can be chosen and is remembered', async () => {
    await open(page);
    const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
    const light = await ink();
    await page.getByTestId('theme').selectOption('dark');
    await expect.poll(ink).not.toBe(light);
    const dark = await ink();
    await page.reload();
    await expect.poll(ink).toBe(dark);
  });
  await test.step('English and Chinese, chosen once and remembered', async () => {
    await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
    await page.getByTestId('language').selectOption('zh-CN');
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
    await expect(page.locator('h1')).toContainText(/[\u4e00-\u9fff]/);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
    await page.getByTestId('sample-air-passengers').click();
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText(/[\u4e00-\u9fff]/);
  });
});

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });

  test('the page greets in Chinese', async ({ page }) => {
    await open(page);
    await expect(page.locator('h1')).toContainText(/[\u4e00-\u9fff]/);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing is wider than the screen, nor anything that opens', async ({ page }) => {
    await test.step('nothing is wider than the screen', async () => {
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await open(page);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.getByTestId('sample-flights-hourly').click();
      await expectData(page);
      await useTinyNetwork(page);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await forecast(page);
      expect(await overflow()).toBeLessThanOrEqual(0);
    });
    await test.step('nothing that opens is wider than the screen', async () => {
      const isInside = () =>
        page.getByRole('dialog').evaluate((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left >= 0 && right <= window.innerWidth;
        });
      await choose(page, { name: 'shops.csv', text: shopsCsv() });
      await expectData(page);
      await expect(page.getByTestId('part-series')).toContainText('of 2');
      await openFileDetails(page);
      for (const part of parts) {
        await page.getByTestId(part).click();
        expect(await isInside()).toBe(true);
        await page.keyboard.press('Escape');
      }
      for (const view of ['details-columns', 'details-preview', 'details-profile']) {
        await page.getByTestId(view).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        );
      }
    });
  });
});

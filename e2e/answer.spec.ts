import type { Page } from '@playwright/test';
import { choose, download, expect, expectData, monthlyCsv, open, openSample, rowsOf, test } from './journey.ts';

async function withoutNetworks(page: Page) {
  for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
}

/** Runs what is ticked until the answer is there. */
async function answerOf(page: Page) {
  await page.getByTestId('forecast-button').click();
  const answer = page.getByTestId('answer');
  await expect(answer).toBeVisible();
  const read = async (name: string) => Number(await answer.getAttribute(`data-${name}`));
  return {
    answer,
    total: await read('total'),
    low: await read('low'),
    high: await read('high'),
    change: await read('change'),
  };
}

const isInSight = (page: Page, testId: string) =>
  page.getByTestId(testId).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

test('a run ends at its answer: one number, with its band, last year and what it is worth', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await withoutNetworks(page);
  const { answer, total, low, high, change } = await answerOf(page);
  await expect(answer).toContainText('Next 12 months');
  await expect(answer).toContainText('than at the same time last year');
  await expect(answer).toHaveAttribute('data-trust', /^(good|fair|poor)$/);
  await expect.poll(() => isInSight(page, 'answer')).toBe(true);
  // The last twelve values of the file.
  const lastYear = 417 + 391 + 419 + 461 + 472 + 535 + 622 + 606 + 508 + 461 + 390 + 432;
  expect(change).toBeCloseTo(total / lastYear - 1, 9);

  const rows = rowsOf((await download(page, 'download-forecast')).bytes);
  // The model taken comes first in the file, and the answer is the sum of its rows.
  const taken = rows.filter(({ model }) => model === rows[0]?.model);
  const sumOf = (column: string) => taken.reduce((sum, row) => sum + Number(row[column]), 0);
  expect(sumOf('yhat')).toBeCloseTo(total, 6);
  // The band of a sum is narrower than the sums of the bands, which would say that all months miss alike.
  expect(low).toBeGreaterThan(sumOf('yhat-lo-80'));
  expect(high).toBeLessThan(sumOf('yhat-hi-80'));
  for (const row of taken) {
    expect(Number(row['yhat-hi-95'])).toBeGreaterThan(Number(row['yhat-hi-80']));
    expect(Number(row['yhat-lo-95'])).toBeLessThan(Number(row['yhat-lo-80']));
  }
});

test('what experts want is folded away until it is asked for, and then stays open', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await withoutNetworks(page);
  await answerOf(page);
  await expect(page.getByTestId('leaderboard')).toBeHidden();
  await page.getByTestId('details').click();
  const naive = page.getByTestId('leaderboard').locator('[data-model="seasonal-naive"]');
  await expect(naive).toBeVisible();
  // Nothing is said to be better and to be perhaps chance at once.
  const rows = page.getByTestId('leaderboard').locator('tbody tr');
  for (const row of await rows.all()) {
    const standing = await row.locator('[data-standing]').getAttribute('data-standing');
    const text = await row.locator('[data-standing]').innerText();
    if (standing === 'noise' || standing === 'unknown') expect(text).not.toContain('%');
  }
  await page.reload();
  await page.getByTestId('sample-air-passengers').click();
  await expectData(page);
  await withoutNetworks(page);
  await answerOf(page);
  await expect(page.getByTestId('leaderboard')).toBeVisible();
});

test('fourteen months: three ahead, no claim, and only models that have enough', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'young.csv', text: monthlyCsv(14) });
  await expectData(page);
  await expect(page.getByTestId('horizon')).toHaveValue('3');
  for (const model of ['lstm', 'transformer', 'theta', 'ets'])
    await expect(page.getByTestId(`model-${model}`)).not.toBeChecked();
  const { answer } = await answerOf(page);
  await expect(answer).toContainText('Next 3 months');
  await expect(answer).toHaveAttribute('data-trust', 'poor');
  await expect(page.getByTestId('verdict')).toContainText('Too little to tell');
  await expect(page.getByTestId('verdict')).not.toContainText('%');
});

test('the title of the tab says how far a run is', async ({ page }) => {
  await openSample(page, 'air-passengers');
  const own = await page.title();
  await page.getByTestId('forecast-button').click();
  await expect(page).toHaveTitle(/^\d+% · Passengers/);
  await page.getByTestId('cancel-button').click();
  await expect(page).toHaveTitle(own);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('the button is in sight wherever one is, and nothing is wider than the screen', async ({ page }) => {
    await openSample(page, 'air-passengers');
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const place of [0, 0.5, 1]) {
      await page.evaluate((share) => window.scrollTo(0, share * document.documentElement.scrollHeight), place);
      expect(await isInSight(page, 'forecast-button')).toBe(true);
    }
    expect(await overflow()).toBeLessThanOrEqual(0);
    await withoutNetworks(page);
    await answerOf(page);
    await expect.poll(() => isInSight(page, 'answer')).toBe(true);
    expect(await isInSight(page, 'forecast-button')).toBe(true);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('paper is light and whole: the chart as wide as it, every column of the tables, nothing to click', async ({
    page,
  }) => {
    await openSample(page, 'air-passengers');
    await withoutNetworks(page);
    await answerOf(page);
    const ink = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim());
    const dark = await ink();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ink()).not.toBe(dark);
    await page.setViewportSize({ width: 700, height: 1000 });
    await expect(page.getByTestId('forecast-button')).toBeHidden();
    await expect(page.getByTestId('download-forecast')).toBeHidden();
    const widest = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('[data-testid="forecast-table"], [data-testid="chart"] svg')].map(
          (part) => part.getBoundingClientRect().right,
        ),
      ),
    );
    expect(widest).toBeLessThanOrEqual(700);
  });
});

test('in forced colours the lines of the legend keep theirs, and the tab in front is marked', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openSample(page, 'air-passengers');
  const colors = await page
    .getByTestId('chart')
    .locator('figcaption span[aria-hidden="true"]')
    .evaluateAll((keys) => new Set(keys.map((key) => getComputedStyle(key).backgroundColor)).size);
  expect(colors).toBeGreaterThan(3);
  const borderOf = (tab: string) =>
    page.getByTestId(`tab-${tab}`).evaluate((element) => getComputedStyle(element).borderBottomColor);
  expect(await borderOf('forecast')).not.toBe(await borderOf('data'));
});

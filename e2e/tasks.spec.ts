/** What people come for, each from data that is open, and the clicks it takes: docs/tasks.md. */

import type { Page } from '@playwright/test';
import { choose, expect, expectData, expectResults, type Model, modelsWithout, open, test } from './journey.ts';

/** Six years of months that grow by a twelfth a year, with a month left out and another with a zero too many. */
function salesCsv(): string {
  const months = Array.from({ length: 72 }, (_, i) => {
    const value = Math.round((1000 + 7 * i) * (1 + 0.2 * Math.sin((i * Math.PI) / 6)));
    return `${2019 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${i === 50 ? value * 10 : value}`;
  });
  months.splice(20, 1);
  return `Month,Sales\n${months.join('\n')}\n`;
}

/** What a run of this file tests where nobody chooses. */
const tested: Model[] = modelsWithout('lstm', 'transformer');

class Hand {
  clicks = 0;
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }
  async click(testId: string) {
    this.clicks += 1;
    await this.#page.getByTestId(testId).first().click();
  }
  /** A click into a field, and what is typed there. */
  async type(testId: string, text: string) {
    this.clicks += 1;
    await this.#page.getByTestId(testId).fill(text);
    await this.#page.getByTestId(testId).press('Tab');
  }
}

async function openSales(page: Page): Promise<Hand> {
  await open(page);
  await choose(page, { name: 'sales.csv', text: salesCsv() });
  await expectData(page);
  return new Hand(page);
}

test('the number of the next quarter, whether it is better than last year, and how sure: three clicks', async ({
  page,
}) => {
  const hand = await openSales(page);
  await hand.type('horizon', '3');
  await hand.click('forecast-button');
  const answer = page.getByTestId('answer');
  await expect(answer).toBeVisible();
  await expectResults(page, tested);
  await expect(answer).toContainText('Next 3 months');
  await expect(answer).toContainText('last year');
  await expect(answer).toHaveAttribute('data-trust', /good|fair|poor/);
  expect(hand.clicks).toBe(2);
  await page.locator('details[data-trust] summary').first().click();
  hand.clicks += 1;
  await expect(page.locator('details[data-trust]').first()).toContainText('In brackets');
  expect(hand.clicks).toBe(3);
});

test('the table to a spreadsheet: two clicks', async ({ page }) => {
  const hand = await openSales(page);
  await hand.click('forecast-button');
  await expectResults(page, tested);
  const [file] = await Promise.all([page.waitForEvent('download'), hand.click('download-forecast')]);
  expect(file.suggestedFilename()).toBe('sales-forecast.csv');
  expect(hand.clicks).toBe(2);
});

test('what was repaired: no click, and one for where', async ({ page }) => {
  const hand = await openSales(page);
  const summary = page.getByTestId('read-summary');
  await expect(summary).toContainText('1 gap filled, 1 outlier flagged');
  await hand.click('repair-gaps');
  await expect(page.getByRole('dialog')).toContainText('September 2020');
  expect(hand.clicks).toBe(1);
});

test('another horizon after a run: two clicks', async ({ page }) => {
  const hand = await openSales(page);
  await page.getByTestId('forecast-button').click();
  await expectResults(page, tested);
  await hand.type('horizon', '6');
  await hand.click('forecast-button');
  await expect(page.getByTestId('answer')).toContainText('Next 6 months');
  expect(hand.clicks).toBe(2);
});

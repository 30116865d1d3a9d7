import { expectAccessible } from './accessible.ts';
import { choose, expect, expectData, open, test } from './journey.ts';

const dayOf = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

/** Orders whose amounts are mostly written with a word beside them. */
function ordersCsv(): string {
  const rows = Array.from({ length: 60 }, (_, i) => `A${i},${i % 3 === 0 ? 40 + (i % 7) : `about ${i}`},${dayOf(i)}`);
  return `order,amount,day\n${rows.join('\n')}\n`;
}

/** A shop that goes on, one that ended, one that began late, and one with too few values. */
function shopsCsv(): string {
  const rowsOf = (shop: string, first: number, end: number) =>
    Array.from({ length: end - first }, (_, i) => `${shop},${dayOf(first + i)},${100 + ((i * 7) % 20)}`);
  const rows = [...rowsOf('north', 0, 120), ...rowsOf('gone', 0, 50), ...rowsOf('late', 110, 120), 'tiny,2024-01-01,5'];
  return `shop,day,sales\n${rows.join('\n')}\n`;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('tables with and without numbers are shown, accessibly', async ({ page }) => {
      await test.step('a table without numbers is shown, and says why it cannot be forecast', async () => {
        await open(page);
        await choose(page, { name: 'orders.csv', text: 'order,item\nA1,tea\nA2,camomile\nA3,milk\n' });
        await expect(page.getByTestId('data-summary')).toContainText('3 rows in 2 columns');
        await expect(page.getByTestId('tab-forecast')).toHaveAttribute('aria-disabled', 'true');
        await expect(page.getByTestId('refusal-forecast')).toContainText('order and item');
        // What keeps both from it is said once.
        await expect(page.getByTestId(/^refusal-/)).toHaveText([/^Forecast, All series, and Why and what if: /]);
        await expect(page.getByTestId('tab-all-series')).toHaveAttribute('aria-describedby', 'refusal-forecast');
        await expect(page.locator('[data-column="item"]')).toContainText('camomile');
        await expect(page.getByTestId('data-series')).toContainText('needs a column of numbers');
        await expectAccessible(page, { colorScheme });
        await page.getByTestId('data-rows').click();
        await expect(page.getByTestId('preview')).toContainText('camomile');
        await expectAccessible(page, { colorScheme });
      });
      await test.step('several series are listed, accessibly', async () => {
        await choose(page, { name: 'shops.csv', text: shopsCsv() });
        await expectData(page);
        await page.getByTestId('tab-data').click();
        await expect(page.locator('[data-series="north"]')).toBeVisible();
        await expectAccessible(page, { colorScheme });
      });
    });
  });
}

test('columns, series and repairs are listed, and lead on', async ({ page }) => {
  await test.step('a column taken for text is said to be numbers, and can be forecast', async () => {
    await open(page);
    await choose(page, { name: 'orders.csv', text: ordersCsv() });
    const amount = page.locator('[data-column="amount"]');
    await expect(amount).toHaveAttribute('data-kind', 'text');
    await expect(page.getByTestId('tab-forecast')).toHaveAttribute('aria-disabled', 'true');
    await amount.getByTestId('column-kind').selectOption({ label: 'numbers' });
    await expect(amount).toHaveAttribute('data-kind', 'number');
    await expect(amount.locator('[data-fact="unreadable"]')).toContainText('about 1');
    await expect(amount.getByRole('img', { name: /^How often values occur: most often 40, in 3 rows/ })).toBeVisible();
    await expect(page.locator('[data-column="day"]').getByRole('img', { name: /^Rows over time/ })).toBeVisible();
    await expect(page.getByTestId('tab-data')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByTestId('tab-forecast')).toHaveAttribute('aria-disabled', 'false');
    await expect(page.getByTestId('refusal-forecast')).toBeHidden();
  });
  await test.step('series are listed with their status, searched, walked by keys and opened', async () => {
    await choose(page, { name: 'shops.csv', text: shopsCsv() });
    await expectData(page);
    await page.getByTestId('tab-data').click();
    const list = page.getByTestId('data-series');
    const statusOf = (id: string) => list.locator(`[data-series="${id}"]`);
    await expect(statusOf('north')).toHaveAttribute('data-status', 'active');
    await expect(statusOf('gone')).toHaveAttribute('data-status', 'inactive');
    await expect(statusOf('late')).toHaveAttribute('data-status', 'new');
    await expect(statusOf('tiny')).toHaveAttribute('data-status', 'too-short');
    await expect(page.getByTestId('data-summary')).toContainText('4 series');
    await list.getByRole('combobox').selectOption({ label: 'Most urgent first' });
    await expect(list.locator('[data-series]').first()).toContainText('gone');

    await list.getByRole('searchbox').fill('late');
    await expect(list.locator('[data-series]')).toHaveCount(1);
    await list.getByRole('searchbox').press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectData(page);
    await expect(page.getByTestId('tab-forecast')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByTestId('part-series')).toContainText('late');

    await page.getByTestId('tab-data').click();
    await page.locator('[data-series="gone"]').click();
    await expect(page.getByTestId('part-series')).toContainText('gone');
    // What has ended is not forecast as if its last day were today.
    await expect(page.getByTestId('series-state')).toContainText(
      /^gone ended: its values go to .*A forecast begins where/,
    );
    await expect(page.getByTestId('forecast-button')).toHaveText('Forecast from its end anyway');
    await expect(page.getByTestId('first-forecast')).toHaveCount(0);
    await page.getByTestId('forecast-button').click();
    await expect(page.getByTestId('answer')).toContainText(/^\d+ days after .*, where the series ended: /);
    await expect(page.getByTestId('careful').locator('li').first()).toContainText('gone ended');
  });
  await test.step('a file of one series shows that, and what was repaired in it', async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      i === 20 ? '' : `${dayOf(i)},${i === 30 ? 'x' : 50 + (i % 7)}\n`,
    );
    await choose(page, { name: 'sales.csv', text: `day,sales\n${rows.join('')}` });
    await page.getByTestId('tab-forecast').click();
    await expectData(page);
    await page.getByTestId('tab-data').click();
    await expect(page.getByTestId('data-summary')).toContainText('One series, “sales”: 60 days');
    await expect(page.locator('[data-series]')).toHaveCount(1);
    await expect(page.getByTestId('data-repairs')).toContainText('1 gap filled');
    await expect(page.getByTestId('data-repairs')).toContainText('1 unreadable cell filled');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing of the data is wider than the screen', async ({ page }) => {
    await open(page);
    await choose(page, { name: 'shops.csv', text: shopsCsv() });
    await expectData(page);
    await page.getByTestId('tab-data').click();
    await expect(page.locator('[data-series="north"]')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});

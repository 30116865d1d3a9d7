/** What is unusual in a series, and what it is like. */
import { choose, expect, open, test } from './journey.ts';

const day = 86_400_000;

/** A year and a half of days of two shops: one had a typing error and, since April, a quarter less; the other nothing. */
function shops(): string {
  const lines = ['Date,Shop,Units'];
  for (const shop of ['North', 'South']) {
    for (let at = 0; at < 550; at += 1) {
      const date = new Date(Date.UTC(2025, 0, 1) + at * day).toISOString().slice(0, 10);
      const noise = 20 * (((Math.sin(at * 12.9898) * 43_758.5453) % 1) + (shop === 'North' ? 0.1 : 0));
      const level = shop === 'North' && at >= 455 ? 150 : 200;
      const units = shop === 'North' && at === 300 ? 2000 : level * (at % 7 > 4 ? 1.3 : 1) + noise;
      lines.push(`${date},${shop},${Math.round(units)}`);
    }
  }
  return lines.join('\n');
}

/** Four years of months of a dozen items at a price: two rise, one falls; since a year everything costs a tenth more. */
function items(): string {
  const lines = ['Month,Item,Units,Price'];
  for (let item = 1; item <= 12; item += 1) {
    const growth = item <= 2 ? 0.02 : item === 3 ? -0.02 : 0;
    for (let at = 0; at < 48; at += 1) {
      const month = new Date(Date.UTC(2022, at, 1)).toISOString().slice(0, 10);
      const noise = ((Math.sin(item * 78.233 + at * 12.9898) * 43_758.5453) % 1) * 12;
      const units = 200 * Math.exp(growth * at) * (at % 12 === 11 ? 1.5 : 1) + noise;
      lines.push(`${month},Item ${item},${Math.round(units)},${at < 36 ? '2.00' : '2.20'}`);
    }
  }
  return lines.join('\n');
}

test('tells a typing error and a break by their dates, ranks all series, and draws what the series is like', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'shops.csv', text: shops() });
  await page.getByTestId('tab-why').click();
  await page.getByTestId('why-unusual').locator('summary').first().click();
  const anomalies = page.getByTestId('anomalies');
  await expect(anomalies.locator('[data-date="2025-10-28"]')).toContainText('2,000 instead of about', {
    timeout: 30_000,
  });
  const found = page.getByTestId('breaks').locator('[data-date]');
  await expect(found).toHaveCount(1);
  const broke = Date.parse((await found.getAttribute('data-date')) ?? '');
  expect(Math.abs(broke - Date.UTC(2026, 3, 1))).toBeLessThanOrEqual(3 * day);
  await expect(found).toContainText('−2');

  await anomalies.getByRole('button').first().click();
  await expect(anomalies.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Show the whole series' }).click();

  await page.getByTestId('unusual-all').click();
  const ranked = page.getByTestId('unusual-panel').locator('tbody tr');
  await expect(ranked.first()).toHaveAttribute('data-date', '2025-10-28');
  expect(new Set(await ranked.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-series'))))).toEqual(
    new Set(['North']),
  );

  await page.getByTestId('why-nature').locator('summary').first().click();
  const picture = page.getByTestId('nature-picture');
  await expect(picture).toContainText('the season of 7 days');
  await page.getByTestId('nature-waves').check();
  await expect(picture).toContainText('a week');

  await choose(page, { name: 'items.csv', text: items() });
  await page.getByTestId('tab-why').click();
  await page.getByTestId('why-trends').locator('summary').first().click();
  await page.getByTestId('trends-look').click();
  await expect(page.getByTestId('trends-answer')).toContainText('2 of 12 series rise and 1 fall');
  await expect(page.getByTestId('trends-answer')).toContainText('by price');
  const moved = page.getByTestId('trends-moved');
  const byPrice = Number(await moved.locator('[data-part="price"]').getAttribute('data-value'));
  const before = Number(await moved.getAttribute('data-start'));
  expect(Math.abs(byPrice / before - 0.1)).toBeLessThan(0.01);
  const rises = page.getByTestId('trends-ranked').locator('tbody tr');
  await expect(rises).toHaveCount(2);
  const opened = await rises.last().getAttribute('data-series');
  await rises.last().getByRole('button').click();
  await expect(page.getByTestId('why-view')).toContainText(opened ?? '');
  await expect(rises).toHaveCount(2);
});

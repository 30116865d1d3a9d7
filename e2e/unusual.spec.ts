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
});

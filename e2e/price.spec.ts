import { choose, download, expect, open, rowsOf, test } from './journey.ts';

/** Weekly sales of items whose price moves by itself, sold less the dearer they are: by elasticities of -1.2 to -2.2. */
function pricedCsv(items: number, weeks: number): string {
  const rows = ['week,item,units,price,promo,cost'];
  for (let item = 0; item < items; item += 1) {
    const elasticity = -1.2 - item / items;
    for (let week = 0; week < weeks; week += 1) {
      const day = new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10);
      const price = 5 * (1 + 0.12 * Math.sin(1.7 * item + Math.floor(week / 6) * 2.3));
      const promoted = (week * 7 + item * 3) % 11 === 0;
      const noise = 0.05 * Math.sin(12.9898 * (week + 1) * (item + 3));
      const units = 300 * (price / 5) ** elasticity * (promoted ? 1.4 : 1) * Math.exp(noise);
      rows.push(`${day},item ${item},${Math.round(units)},${price.toFixed(2)},${promoted ? 1 : 0},2.60`);
    }
  }
  return rows.join('\n');
}

const numberOf = (text: string | null) => Number(text ?? Number.NaN);

test('what went with prices, the best one of an item by its cost and limits, promotions and a test', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'prices.csv', text: pricedCsv(6, 90) });
  await page.getByTestId('tab-price').click();
  const answer = page.getByTestId('price-elasticity');
  await expect(answer).toContainText('10% dearer was associated with');
  const [value, low, high] = await Promise.all(
    ['data-value', 'data-low', 'data-high'].map(async (name) => numberOf(await answer.getAttribute(name))),
  );
  expect(low).toBeLessThan(-1.6);
  expect(high).toBeGreaterThan(-1.7);
  expect(value).toBeLessThan(high);

  await page.locator('[data-testid="price-table"] [data-series="item 0"]').click();
  const best = page.getByTestId('price-best');
  await expect(best).toHaveAttribute('data-rule', 'margin');
  await page.getByTestId('price-change').fill('1');
  await page.getByTestId('price-change').press('Enter');
  await expect(best).toHaveAttribute('data-held', 'change');
  const [price, today] = await Promise.all(
    ['data-value', 'data-today'].map(async (name) => numberOf(await best.getAttribute(name))),
  );
  expect(price).toBeGreaterThan(today);
  expect(price).toBeLessThanOrEqual(1.01 * today);
  await page.getByTestId('price-change').fill('10');
  await page.getByTestId('price-change').press('Enter');
  await page.getByTestId('price-rounding').selectOption('nine');
  await expect.poll(async () => ((await best.getAttribute('data-value')) ?? '').endsWith('9')).toBe(true);

  await expect(page.getByTestId('price-promotions')).toContainText('earned more margin');
  await page.getByTestId('price-test').click();
  await expect(page.getByTestId('price-test-answer')).toContainText('weeks');
  const saved = await download(page, 'price-download-csv');
  expect(rowsOf(saved.bytes)).toHaveLength(6);
});

test('a price that never changes is told, and without prices there is no such tab', async ({ page }) => {
  await open(page);
  const days = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10));
  await choose(page, {
    name: 'constant.csv',
    text: ['date,units,price', ...days.map((day, at) => `${day},${20 + (at % 7)},4.99`)].join('\n'),
  });
  await expect(page.getByTestId('refusal-price')).toContainText('never changes');
  await choose(page, {
    name: 'visits.csv',
    text: ['date,visits', ...days.map((day, at) => `${day},${20 + (at % 7)}`)].join('\n'),
  });
  await expect(page.getByTestId('tab-data')).toBeVisible();
  await expect(page.getByTestId('refusal-price')).toHaveCount(0);
  await expect(page.getByTestId('tab-price')).toHaveCount(0);
});

/** Several columns of a table forecast together, from choosing them to the files of all. */
import { choose, expect, expectData, expectResults, open, setNumber, test, useTinyNetwork } from './journey.ts';

/** Orders of a day and what comes back of them three days later, a price that never changes, and a name. */
function shop(days: number): string {
  let driver = 0;
  let state = 7;
  const draw = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31 - 0.5;
  };
  const level = Array.from({ length: days + 3 }, () => {
    driver = 0.9 * driver + draw();
    return driver;
  });
  const rows = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
    const [orders, returns] = [200 + 40 * (level[day + 3] ?? 0), 60 + 12 * (level[day] ?? 0)];
    return [date, orders.toFixed(1), returns.toFixed(1), '9.5', 'north'].join(',');
  });
  return ['date,orders,returns,price,shop', ...rows].join('\n');
}

test('orders and returns are forecast together, shown one after the other, and saved at once', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'shop.csv', text: shop(160) });
  await expectData(page);
  await setNumber(page, 'horizon', 3);
  await page.getByTestId('model-lstm').check();
  for (const model of ['transformer', 'auto', 'pretrained']) await page.getByTestId(`model-${model}`).uncheck();
  await useTinyNetwork(page, 4);

  await page.getByTestId('together').locator('summary').click();
  const columns = page.getByTestId('together-column');
  await expect(columns).toHaveCount(3);
  await columns.and(page.locator('[data-column="returns"]')).check();
  await expect(page.getByTestId('target')).toHaveCount(2);
  // What never changes cannot take part, and the page says why.
  await columns.and(page.locator('[data-column="price"]')).check();
  await expect(page.getByTestId('together-refused')).toContainText('price');
  await columns.and(page.locator('[data-column="price"]')).uncheck();
  await expect(page.getByTestId('together-refused')).toHaveCount(0);

  await page.getByTestId('forecast-button').click();
  const shown = ['seasonal-naive', 'ets', 'theta', 'lstm'] as const;
  await expectResults(page, shown);
  const board = page.getByTestId('target-board');
  for (const target of ['orders', 'returns']) {
    const lstm = board.locator(`tr[data-target="${target}"][data-model="lstm"]`);
    await expect(lstm.locator('[data-way="together"]')).toHaveText(/\d/);
    await expect(lstm.locator('[data-way="alone"]')).toHaveText(/\d/);
  }

  const saved = page.waitForEvent('download');
  await page.getByTestId('targets-nixtla').click();
  expect((await saved).suggestedFilename()).toBe('shop-targets-nixtla.csv');

  await page.getByTestId('target').and(page.locator('[data-target="returns"]')).click();
  await expect(page.getByTestId('target').and(page.locator('[data-target="returns"]'))).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expectResults(page, shown);
  await expect(page.getByTestId('answer')).toBeVisible();

  // After a reload they are together again, as they were forecast.
  await page.reload();
  await page.getByTestId('restore-go-on').click();
  await expectResults(page, shown);
  await expect(page.getByTestId('target')).toHaveCount(2);
  await expect(board).toBeVisible();
  await expect(page.getByText('Changed since the results shown')).toHaveCount(0);
});

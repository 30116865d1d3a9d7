import { choose, expect, open, test } from './journey.ts';

const weeks = 60;
const items = ['0010', '0020', '0030'];

/** Weekly sales of four articles: even, now and then, large, and one that has ended. */
function sales(): string {
  const rows = items.flatMap((item, at) =>
    Array.from({ length: weeks }, (_, week) => {
      const day = new Date(Date.UTC(2024, 0, 1) + week * 7 * 86_400_000).toISOString().slice(0, 10);
      const units = at === 1 ? (week % 4 === 0 ? 3 : 0) : (at === 2 ? 80 : 12) + ((week * 7) % 5);
      return `${day},${item},${units},${at + 2}.50`;
    }),
  );
  // Sold for half a year, then no more: nothing of it can be forecast.
  const ended = rows.slice(0, 26).map((row) => row.replace(',0010,', ',0040,'));
  return ['week,article,units,price €', ...rows, ...ended].join('\n');
}

test('from a file of sales and one of stock to a list of orders', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'sales.csv', text: sales() });
  await page.getByTestId('tab-stock').click();
  await page.getByTestId('stock-forecast').click();
  const rows = page.getByTestId('stock-table').locator('[data-series]');
  await expect(rows).toHaveCount(3, { timeout: 60_000 });
  // Zeros in front are kept: the articles are found by them.
  const stock =
    'article,stock on hand,pack size,supplier\n0010,500,1,S\n0020,0,1,S\n0030,10,50,S\n9999,1,1,S\n0040,0,1,S\n';
  await page.getByTestId('stock-file').setInputFiles({
    name: 'stock.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(stock),
  });
  await expect(page.getByTestId('stock-beside')).toContainText('4 of 4 items found by article');
  await expect(page.getByTestId('stock-beside')).toContainText('9999');
  const order = (item: string) =>
    page.getByTestId('stock-table').locator(`[data-series="${item}"] [data-field="order"]`);
  await expect(order('0010')).toHaveAttribute('data-value', '0');
  await expect(order('0030')).toHaveAttribute('data-value', /^[1-9]\d*[05]0$|^[15]50$|^[1-9]00$/);
  await expect(page.getByTestId('stock-answer')).toContainText(/Order [12] of 3 items today, about .*€/);
  await expect(page.getByTestId('stock-answer')).toContainText('1 item has no order');
  // Four times as long until it comes: more is needed.
  const before = Number(await order('0030').getAttribute('data-value'));
  await page.getByTestId('stock-lead-time').fill('28');
  await page.getByTestId('stock-lead-time').press('Enter');
  await expect.poll(async () => Number(await order('0030').getAttribute('data-value'))).toBeGreaterThan(before + 150);
  const euros = (text: string | null) => Number(/about ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', ''));
  await page.getByTestId('stock-inputs').click();
  await page.getByTestId('stock-supplier-minimum').fill('50000');
  await page.getByTestId('stock-supplier-minimum').press('Enter');
  await expect
    .poll(async () => euros(await page.getByTestId('stock-answer').textContent()))
    .toBeGreaterThanOrEqual(50_000);
  await expect(page.getByTestId('stock-table')).toContainText('Fills up the least order of its supplier');
  await page.getByTestId('stock-supplier-minimum').fill('0');
  await page.getByTestId('stock-supplier-minimum').press('Enter');
  await rows.first().click();
  await expect(page.getByTestId('stock-item')).toContainText('Runs out');
  const download = page.waitForEvent('download');
  await page.getByTestId('stock-download').click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await expect(page.getByTestId('stock-curve-plot')).toHaveAttribute('data-items', '3', { timeout: 30_000 });

  // What is dragged over the orders is one more file of stock, and the page does not say that it takes its place.
  const drag = async (kind: string, on: string) => {
    const dataTransfer = await page.evaluateHandle(() => {
      const held = new DataTransfer();
      held.items.add(new File(['article,stock on hand\n0010,3\n'], 'stock.csv'));
      return held;
    });
    await page.locator(on).dispatchEvent(kind, { dataTransfer });
  };
  await drag('dragenter', '[data-testid="stock-view"]');
  await drag('dragover', '[data-testid="stock-view"]');
  await expect(page.getByTestId('stock-drop')).toBeVisible();
  await expect(page.getByText('Let go to read it')).toHaveCount(0);
  await drag('drop', '[data-testid="stock-view"]');
  await expect(page.getByTestId('stock-beside')).toContainText('1 of 4 items found');

  // All that was said is there again after a reload.
  await expect(order('0030')).toHaveAttribute('data-value', /^[1-9]/);
  await page.waitForTimeout(1500);
  await page.reload();
  await page.getByTestId('restore-go-on').click();
  await expect(page.getByTestId('stock-beside')).toContainText('1 of 4 items found', { timeout: 30_000 });
  await expect(page.getByTestId('stock-lead-time')).toHaveValue('28');
  await expect(rows).toHaveCount(3);
});

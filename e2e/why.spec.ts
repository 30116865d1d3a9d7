/** Why the forecast is what it is, and what would be if. */
import { choose, download, expect, open, test } from './journey.ts';

const day = 86_400_000;
const weekdays = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7];

/** Two years of a shop's days with a promotion that gives 40 % more, a price that never changed, and four weeks planned. */
function shop(): string {
  const lines = Array.from({ length: 730 + 28 }, (_, at) => {
    const date = new Date(Date.UTC(2024, 0, 1) + at * day).toISOString().slice(0, 10);
    const promo = at % 41 < 6 ? 1 : 0;
    const noise = Math.sin(at * 12.9898) * 8;
    const units = at < 730 ? Math.round(200 * weekdays[at % 7] * 1.4 ** promo + noise) : '';
    return `${date},${units},${promo},4.99`;
  });
  return ['Date,Units,Promo,Price', ...lines].join('\n');
}

test('says why, part by part, and what another plan would come to; scenarios are kept and saved', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'shop.csv', text: shop() });
  await page.getByTestId('tab-why').click();
  await expect(page.getByTestId('why-sentence')).toContainText('than at the same time last year', { timeout: 30_000 });
  const waterfall = page.getByTestId('waterfall');
  const sumsUp = async () => {
    const total = Number(await waterfall.getAttribute('data-total'));
    const values = await waterfall
      .locator('[data-part]')
      .evaluateAll((parts) => parts.map((part) => Number(part.getAttribute('data-value'))));
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 4);
    return total;
  };
  const whole = await sumsUp();
  await page.getByTestId('why-to').selectOption({ index: 6 });
  await expect.poll(async () => Number(await waterfall.getAttribute('data-total'))).toBeLessThan(whole / 2);
  await sumsUp();

  const effect = page.getByTestId('scenario-effect');
  await expect(page.getByTestId('scenario-Price')).toContainText('the same all along');
  await page.getByTestId('scenario-Promo').getByRole('button', { name: 'Always' }).click();
  await expect.poll(async () => Number(await effect.getAttribute('data-units'))).toBeGreaterThan(0);
  const more = Number(await effect.getAttribute('data-units'));
  const total = Number(await effect.getAttribute('data-total'));
  // As planned some days have one: the rest get 40 % more.
  expect(more / (total - more)).toBeGreaterThan(0.2);
  expect(more / (total - more)).toBeLessThan(0.45);
  expect(Number(await effect.getAttribute('data-money'))).toBeCloseTo(4.99 * more, 0);

  await page.getByTestId('scenario-name').fill('Always on');
  await page.getByTestId('scenario-keep').click();
  await expect(page.getByTestId('scenarios')).toContainText('Always on');
  const { name, bytes } = await download(page, 'scenarios-csv');
  expect(name).toBe('shop-scenarios.csv');
  const lines = bytes.toString('utf8').trim().split('\r\n');
  expect(lines[0]).toBe('scenario,unique_id,ds,yhat,low,high,Promo,Price');
  expect(lines.filter((line) => line.startsWith('Always on,'))).toHaveLength(28);
});

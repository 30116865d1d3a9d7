import { choose, expect, expectData, expectResults, open, test, useTinyNetwork } from './journey.ts';

/** Five shops by the day; one opened late. */
function shops(): string {
  const rows = ['date,shop,sales'];
  for (let day = 0; day < 140; day += 1) {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    for (const [at, shop] of ['north', 'south', 'east', 'west', 'new'].entries()) {
      if (shop === 'new' && day < 128) continue;
      const noise = Math.sin(day * day * (at + 1));
      rows.push(`${date},${shop},${(100 * (at + 1) + 20 * Math.sin((day * 2 * Math.PI) / 7) + 4 * noise).toFixed(1)}`);
    }
  }
  return `${rows.join('\n')}\n`;
}

test('networks learn from all series of a file and are tuned to the one shown', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'shops.csv', text: shops() });
  await expectData(page);
  // Of each shop alone there is too little for a network to learn from.
  await expect(page.getByTestId('model-lstm')).not.toBeChecked();
  await page.getByTestId('model-lstm').check();
  await expect(page.getByTestId('scope')).toHaveValue('series');
  await expect(page.getByTestId('fine-tuning')).toBeHidden();
  await useTinyNetwork(page);
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto', 'lstm']);
  await expect(page.getByTestId('method')).not.toContainText('of the file together');

  await page.getByTestId('scope').selectOption('panel');
  await page.getByTestId('series-embedding').selectOption('on');
  await page.getByTestId('fine-tuning').selectOption('head');
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto', 'lstm']);
  const method = page.getByTestId('method');
  await expect(method).toContainText('learned from 4 series of the file together');
  await expect(method).toContainText('by an embedding of each');
  await expect(method).toContainText('1 other series was left out');
  await expect(method).toContainText(/Tun(ed|ing) to the series shown.*LSTM/);
});

test('there is nothing to choose for a file of one series, nor without networks', async ({ page }) => {
  await open(page);
  await page.getByTestId('sample-air-passengers').click();
  await expectData(page);
  await expect(page.getByTestId('model-lstm')).toBeChecked();
  await expect(page.getByTestId('scope')).toBeHidden();
  await choose(page, { name: 'shops.csv', text: shops() });
  await expect(page.getByTestId('chart').getByRole('heading', { level: 2 })).not.toHaveText('Passengers');
  await expect(page.getByTestId('scope')).toBeHidden();
  await page.getByTestId('model-lstm').check();
  await expect(page.getByTestId('scope')).toBeVisible();
  await page.getByTestId('model-lstm').uncheck();
  await expect(page.getByTestId('scope')).toBeHidden();
});

import {
  choose,
  expect,
  expectData,
  expectResults,
  metricsOf,
  open,
  rowOf,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

/** Promotions come when they like, and sell; the file has those of the fortnight to come. */
function shop(daysAhead: number): string {
  const days = 330;
  const rows = ['date,sales,promo,temperature'];
  let random = 7;
  for (let day = 0; day < days + daysAhead; day += 1) {
    random = (random * 16_807) % 2_147_483_647;
    const promo = random % 5 === 0 ? 1 : 0;
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    const sales = 100 + 10 * Math.sin((day * 2 * Math.PI) / 7) + 60 * promo + 2 * Math.sin(day * day);
    rows.push(
      day < days ? `${date},${sales.toFixed(1)},${promo},${(10 + Math.sin(day * 3)).toFixed(1)}` : `${date},,${promo},`,
    );
  }
  return `${rows.join('\n')}\n`;
}

test('a network and Auto use a promotion that is known ahead, as long as they are told to, and say so', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'shop.csv', text: shop(14) });
  await expectData(page);
  const summary = page.getByTestId('read-summary');
  await expect(summary).toContainText('330 days');
  await expect(summary).toContainText(
    'along with promo (known ahead), temperature (known afterwards); nothing to repair',
  );
  for (const model of ['pretrained', 'ets', 'theta', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await setNumber(page, 'horizon', 14);
  await setNumber(page, 'look-back', 28);
  await setNumber(page, 'hidden-size', 8);
  await expect(page.getByTestId('beside-short')).toBeHidden();
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'auto', 'lstm']);
  const method = page.getByTestId('method');
  await expect(method).toContainText(
    'LSTM also read promo (known ahead), temperature (known afterwards) as covariates.',
  );
  await expect(method).toContainText('Auto also read promo (known ahead) as covariates.');
  await expect(method).toContainText('that assumes it was known then');
  const errorsOf = async () => {
    const [lstm, auto] = [await metricsOf(page, 'lstm'), await metricsOf(page, 'auto')];
    return { lstm: Number(lstm.mae), auto: Number(auto.mae) };
  };
  const told = await errorsOf();

  await page.getByTestId('file-details').click();
  const roleOf = (column: string) => page.getByLabel(`What ${column} is for`);
  await expect(roleOf('promo')).toHaveValue('future');
  await roleOf('promo').selectOption('unused');
  await expect(summary).toContainText('along with temperature (known afterwards)');
  await roleOf('temperature').selectOption('unused');
  await expect(summary).not.toContainText('along with');
  await expect(page.getByTestId('beside')).toContainText('the values of the series alone');
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'auto', 'lstm']);
  await expect(rowOf(page, 'lstm')).toBeVisible();
  await expect(method).not.toContainText('also read');
  const untold = await errorsOf();
  expect(told.lstm).toBeLessThan(0.6 * untold.lstm);
  expect(told.auto).toBeLessThan(0.6 * untold.auto);
});

test('what is marked as known ahead without values to come is said to be of use only afterwards', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'shop.csv', text: shop(0) });
  await expectData(page);
  await expect(page.getByTestId('read-summary')).toContainText('promo and temperature (known afterwards)');
  await page.getByTestId('file-details').click();
  await page.getByLabel('What promo is for').selectOption('future');
  await expect(page.getByTestId('beside-short')).toContainText('promo: known ahead, but the file ends with the values');
  await choose(page, { name: 'shop.csv', text: shop(5) });
  await expect(page.getByTestId('beside-short')).toContainText('promo: known ahead for 5 of the 28 steps');
  await page.getByTestId('beside-horizon').click();
  await expect(page.getByTestId('horizon')).toHaveValue('5');
  await expect(page.getByTestId('beside-short')).toBeHidden();
});

test('networks read the calendar and the holidays of a country, which nothing is fetched for from elsewhere', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'shop.csv', text: shop(0) });
  await expectData(page);
  for (const model of ['pretrained', 'ets', 'theta', 'auto', 'transformer'])
    await page.getByTestId(`model-${model}`).uncheck();
  await useTinyNetwork(page);
  await page.getByTestId('calendar').selectOption('on');
  await page.getByTestId('holidays').selectOption({ label: 'Germany' });
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'lstm']);
  await expect(page.getByTestId('method')).toContainText(
    /LSTM also read the calendar and public holidays \(known ahead\)|did not clearly lower the error of LSTM/,
  );
});

import {
  expect,
  expectFiniteMetrics,
  forecast,
  type Model,
  metricsOf,
  openSample,
  rowOf,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

test('AirPassengers: LSTM and Transformer beat the seasonal naive on the last 12 months with the defaults', async ({
  page,
}) => {
  await openSample(page, 'air-passengers');
  await expect(page.getByTestId('read-summary')).toContainText('144');
  await setNumber(page, 'test-steps', 12);
  await forecast(page);
  await expectFiniteMetrics(page);
  const maeOf = async (model: Model) => (await metricsOf(page, model)).mae;
  const [naive, lstm, transformer] = await Promise.all([maeOf('seasonal-naive'), maeOf('lstm'), maeOf('transformer')]);
  console.log(`AirPassengers, last 12 months, MAE: seasonal naive ${naive}, LSTM ${lstm}, Transformer ${transformer}`);
  expect(naive).toBeCloseTo(47.83, 2);
  expect(lstm).toBeLessThan(47.83);
  expect(transformer).toBeLessThan(47.83);
});

const tinyJourneys = [
  { sample: 'flights-daily', rows: '181', undefinedMetrics: [] },
  { sample: 'flights-hourly', rows: '4,344', undefinedMetrics: ['mape'] },
  { sample: 'co2-weekly', rows: '2,284', undefinedMetrics: [] },
];
for (const { sample, rows, undefinedMetrics } of tinyJourneys) {
  test(`${sample} comes to a forecast`, async ({ page }) => {
    await openSample(page, sample);
    await expect(page.getByTestId('read-summary')).toContainText(rows);
    await useTinyNetwork(page);
    const horizon = Number(await page.getByTestId('horizon').inputValue());
    await forecast(page);
    await expectFiniteMetrics(page, undefinedMetrics);
    await expect(page.getByTestId('forecast-table').locator('tbody tr').first()).toBeVisible();
    expect(horizon).toBeGreaterThan(0);
  });
}

test('the filled weeks of co2-weekly are counted', async ({ page }) => {
  await openSample(page, 'co2-weekly');
  await expect(page.getByTestId('read-summary')).toContainText('59');
});

test('only the models chosen are trained, the seasonal naive always', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await page.getByTestId('model-lstm').uncheck();
  await page.getByTestId('forecast-button').click();
  await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 60_000 });
  await expect(rowOf(page, 'seasonal-naive')).toBeVisible();
  await expect(rowOf(page, 'transformer')).toBeVisible();
  await expect(rowOf(page, 'lstm')).toHaveCount(0);
});

test('the horizon asked for is the horizon forecast', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await setNumber(page, 'horizon', 5);
  await forecast(page);
  await expect(page.getByTestId('forecast-table').locator('tbody tr')).toHaveCount(5);
  await expect(page.getByTestId('forecast-table').locator('tbody tr').first()).toContainText('1961');
});

test('the same seed gives the same numbers, another seed others', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page, 3);
  const run = async (seed: number) => {
    await setNumber(page, 'seed', seed);
    await forecast(page);
    return [await metricsOf(page, 'lstm'), await metricsOf(page, 'transformer')];
  };
  const first = await run(7);
  expect(await run(8)).not.toEqual(first);
  expect(await run(7)).toEqual(first);
});

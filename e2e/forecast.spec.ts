import { readFileSync } from 'node:fs';
import {
  choose,
  download,
  expect,
  expectData,
  expectFiniteMetrics,
  expectResults,
  forecast,
  type Model,
  metricsOf,
  models,
  openDetails,
  openSample,
  rowOf,
  rowsOf,
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

const hourMs = 3_600_000;
const tinyJourneys = [
  { sample: 'flights-daily', rows: ['181'], stepMs: 24 * hourMs, season: 7, undefinedMetrics: [] },
  { sample: 'flights-hourly', rows: ['4,344'], stepMs: hourMs, season: 24, undefinedMetrics: ['mape'] },
  { sample: 'co2-weekly', rows: ['2,284', '59'], stepMs: 168 * hourMs, season: 52, undefinedMetrics: [] },
];

/** The values of a sample by their place from the first; those that the file lacks are absent. */
function readSample(sample: string, stepMs: number) {
  const text = readFileSync(new URL(`../public/samples/${sample}.csv`, import.meta.url), 'utf8');
  const cells = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const msOf = (time = '') => Date.parse(`${time.slice(0, 10)}T${time.slice(11, 16) || '00:00'}Z`);
  const firstMs = msOf(cells[0]?.[0]);
  const placeOf = (time = '') => Math.round((msOf(time) - firstMs) / stepMs);
  const values = new Map(cells.map(([time, value]) => [placeOf(time), Number(value)]));
  return { values, placeOf, end: Math.max(...values.keys()) + 1 };
}

for (const { sample, rows, stepMs, season, undefinedMetrics } of tinyJourneys) {
  test(`${sample} comes to a forecast, and to errors that its file confirms`, async ({ page }) => {
    const { values, placeOf, end } = readSample(sample, stepMs);
    await openSample(page, sample);
    for (const count of rows) await expect(page.getByTestId('read-summary')).toContainText(count);
    await expect(page.getByTestId('season-length')).toHaveValue(String(season));
    await useTinyNetwork(page);
    const horizon = Number(await page.getByTestId('horizon').inputValue());
    await forecast(page);
    await expectFiniteMetrics(page, undefinedMetrics);
    await expect(page.getByTestId('forecast-table').locator('tbody tr')).toHaveCount(horizon);
    /** What came a whole number of seasons before, as far as it was known by then. */
    const repeated = (place: number, known: number) =>
      values.get(place - season * Math.ceil((place - known + 1) / season));

    const ahead = rowsOf((await download(page, 'download-forecast')).bytes);
    for (const model of models) {
      const own = ahead.filter((row) => row.model === model);
      expect(own.map(({ ds }) => placeOf(ds))).toEqual(Array.from({ length: horizon }, (_, step) => end + step));
    }
    for (const { ds, yhat } of ahead.filter(({ model }) => model === 'seasonal-naive')) {
      expect(Number(yhat), ds).toBe(repeated(placeOf(ds), end));
    }

    const tested = rowsOf((await download(page, 'download-test')).bytes);
    let confirmed = 0;
    for (const { ds, cutoff, model, y, yhat } of tested) {
      const actual = values.get(placeOf(ds));
      if (actual !== undefined) expect(Number(y), ds).toBe(actual);
      const before = repeated(placeOf(ds), placeOf(cutoff) + 1);
      if (model !== 'seasonal-naive' || before === undefined) continue;
      expect(Number(yhat), `${ds} from ${cutoff}`).toBe(before);
      confirmed += 1;
    }
    expect(confirmed).toBeGreaterThanOrEqual(horizon);
    for (const model of models) {
      const errors = tested.flatMap((row) => {
        const isReal = row.model === model && values.has(placeOf(row.ds));
        return isReal ? [Math.abs(Number(row.y) - Number(row.yhat))] : [];
      });
      const mae = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      expect((await metricsOf(page, model)).mae, model).toBeCloseTo(mae, 6);
    }
  });
}

test('the horizon, the seed and the models of a run are those asked for', async ({ page }) => {
  await test.step('the horizon asked for is the horizon forecast', async () => {
    await openSample(page, 'air-passengers');
    await useTinyNetwork(page);
    await setNumber(page, 'horizon', 5);
    await forecast(page);
    await expect(page.getByTestId('forecast-table').locator('tbody tr')).toHaveCount(5);
    await expect(page.getByTestId('forecast-table').locator('tbody tr').first()).toContainText('1961');
  });
  await test.step('the same seed gives the same numbers, another seed others', async () => {
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
  await test.step('only the models chosen are trained, the seasonal naive always', async () => {
    await page.getByTestId('model-lstm').uncheck();
    await page.getByTestId('forecast-button').click();
    await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 300_000 });
    await expect(rowOf(page, 'seasonal-naive')).toBeVisible();
    await expect(rowOf(page, 'transformer')).toBeVisible();
    await expect(rowOf(page, 'lstm')).toHaveCount(0);
  });
});

test('a first forecast with its bands is there before anything is pressed, and makes way for results', async ({
  page,
}) => {
  await openSample(page, 'air-passengers');
  const chart = page.getByTestId('chart');
  const band = chart.locator('path[data-level="80"]');
  await expect(page.getByTestId('first-forecast')).toBeVisible();
  await expect(page.getByTestId('first-forecast')).toContainText('learned nothing from yours');
  await expect(chart.locator('path[data-level]')).toHaveCount(2);
  await expect(page.getByTestId('leaderboard')).toHaveCount(0);

  const before = await band.getAttribute('d');
  await setNumber(page, 'horizon', 6);
  await expect(band).not.toHaveAttribute('d', before ?? '');
  await expect(page.getByTestId('first-forecast')).toBeVisible();

  const rows = Array.from({ length: 40 }, (_, at) => `${2001 + at},${100 + at + ((at * 7) % 11)}`);
  await choose(page, { name: 'years.csv', text: ['year,turnover', ...rows].join('\n') });
  await expectData(page);
  await expect(chart.getByRole('heading', { level: 2 })).toHaveText('turnover');
  await expect(page.getByTestId('first-forecast')).toBeVisible();
  for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto']);
  await expect(page.getByTestId('first-forecast')).toHaveCount(0);
});

test.describe('without the weights', () => {
  test.use({ expectedMessages: /weights|ERR_FAILED/ });
  test('there is no first forecast, and Auto goes on and says which model is missing', async ({ page, context }) => {
    await context.route('**/*.weights', (route) => route.abort());
    await openSample(page, 'air-passengers');
    for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
    await page.getByTestId('forecast-button').click();
    await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 300_000 });
    await expect(page.getByTestId('first-forecast')).toHaveCount(0);
    await openDetails(page);
    await expect(rowOf(page, 'auto')).toBeVisible();
    await page.getByTestId('tried-models').locator('summary').click();
    await expect(page.getByTestId('tried').locator('[data-model="pretrained"]')).toContainText('could not be loaded');
  });
});

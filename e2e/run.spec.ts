import { countWorkers } from '../src/worker/job-pool.ts';
import {
  expect,
  expectData,
  expectResults,
  forecast,
  metricsOf,
  models,
  modelsWithout,
  openSample,
  setNumber,
  test,
  useSlowNetwork,
  useTinyNetwork,
  workerNamed,
} from './journey.ts';

test('a run that is cancelled ends long before it is through, and keeps what was learned', async ({ page }) => {
  await openSample(page, 'air-passengers');
  // They run beside the network and may not be through by then.
  for (const model of ['ets', 'theta', 'auto', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await useSlowNetwork(page);
  await page.getByTestId('forecast-button').click();
  const progress = page.getByTestId('progress');
  await expect(progress).toContainText(/Epoch ([3-9]|\d\d)/);
  await page.getByTestId('cancel-button').click();
  await expect(page.getByTestId('cancel-button')).toBeHidden();
  await expectResults(page, modelsWithout('ets', 'theta', 'transformer', 'auto'));
  expect((await metricsOf(page, 'lstm')).mae).toBeGreaterThan(0);
  await expect(page.getByTestId('careful')).toContainText('You stopped this run');
  await page.getByText('How the training went').click();
  await expect(page.getByTestId('results')).toContainText(/stopped by you, best after \d+ epochs?/);
});

test.describe('a worker that dies', () => {
  test.use({ expectedMessages: /the worker was killed by the test/ });

  test('its model is begun anew in another worker, and that is said', async ({ page }) => {
    await openSample(page, 'air-passengers');
    await useSlowNetwork(page);
    await page.getByTestId('forecast-button').click();
    const training = page.getByTestId('progress');
    await expect(training).toContainText(/Epoch \d/);
    const worker = await workerNamed(page, 'training');
    const gone = worker.waitForEvent('close');
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('the worker was killed by the test');
      });
    });
    await gone;
    await expect(training).toContainText(/Epoch \d/);
    await expect(page.getByTestId('error-message')).toBeHidden();
    await expect(page.getByTestId('read-summary')).toContainText('144');
    await page.getByTestId('cancel-button').click();
    await expect(page.getByTestId('careful')).toContainText('begun anew in another');
    await expect(page.getByTestId('forecast-button')).toBeVisible();
  });
});

test.describe('a worker that does not load', () => {
  test.use({ expectedMessages: /Failed to load resource/ });

  test('it is said, and a retry works once it loads', async ({ page, context }) => {
    await context.route(/training\.worker/, (route) => route.abort());
    await openSample(page, 'air-passengers');
    await useTinyNetwork(page);
    await page.getByTestId('forecast-button').click();
    await expect(page.getByTestId('error-message')).toBeVisible();
    await expect(page.getByTestId('read-summary')).toContainText('144');
    await context.unroute(/training\.worker/);
    await page.getByTestId('retry-button').click();
    await expectResults(page);
  });
});

test.describe('a part of the page that does not load', () => {
  test.use({ expectedMessages: /Failed to load resource|Failed to fetch dynamically imported module|did not load/ });

  test('it is said in its place, and the rest works on', async ({ page, context }) => {
    await context.route(/assets\/(diagnosis|details)-.*\.js/, (route) => route.abort());
    await openSample(page, 'air-passengers');
    await useTinyNetwork(page);
    await forecast(page);
    await page.getByTestId('file-details').click();
    await page.getByTestId('diagnosis').locator('summary').first().click();
    await expect(page.getByTestId('part-failed')).toHaveCount(2);
    await expect(page.getByTestId('part-failed').first()).toContainText('could not be loaded');
    await forecast(page);
  });

  test('where that is a whole analysis, what was read stays and the others open', async ({ page, context }) => {
    await context.route(/assets\/view-side-.*\.js/, async (route) => {
      const code = await (await route.fetch()).text();
      await (code.includes('all-run') ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: code }));
    });
    await openSample(page, 'shops-weekly');
    await page.keyboard.press('Escape');
    await page.getByTestId('tab-all-series').click();
    await expect(page.getByTestId('part-failed')).toContainText('could not be loaded');
    await page.getByTestId('tab-data').click();
    await expect(page.getByTestId('data-columns')).toBeVisible();
  });
});

test('without a connection, what was not opened before can still be opened', async ({ page, context }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await forecast(page);
  await context.setOffline(true);
  await page.getByTestId('file-details').click();
  await expect(page.getByTestId('details-preview')).toBeVisible();
  await page.getByTestId('diagnosis').locator('summary').first().click();
  await expect(page.getByTestId('diagnosis-model')).toBeVisible();
  await forecast(page);
});

test('a first forecast needs no connection once the workers for it have started', async ({ page, context }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const needed = Math.min(countWorkers(cores), models.length);
  const countReady = async () => {
    const ready = await Promise.all(
      page.workers().map((worker) =>
        worker.evaluate(() => {
          const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
          return self.name === 'training' && loaded.some((name) => name.includes('wasm-kernels'));
        }),
      ),
    );
    return ready.filter(Boolean).length;
  };
  await expect.poll(countReady).toBe(needed);
  await context.setOffline(true);
  await forecast(page);
});

test('settings out of range are refused, and a reload starts afresh', async ({ page }) => {
  await test.step('settings out of range are refused with the range', async () => {
    await openSample(page, 'air-passengers');
    await setNumber(page, 'horizon', 0);
    await page.getByTestId('forecast-button').click();
    await expect(page.getByTestId('error-message')).toContainText('between 1 and 1,000');
    await setNumber(page, 'horizon', 6);
    await useTinyNetwork(page);
    await forecast(page);
    await expect(page.getByTestId('forecast-table').locator('tbody tr')).toHaveCount(6);
  });
  await test.step('a reload starts afresh, without an error', async () => {
    await page.reload();
    await page.getByTestId('sample-flights-daily').click();
    await expectData(page);
  });
});

import type { Page } from '@playwright/test';
import {
  choose,
  expect,
  expectData,
  expectResults,
  forecast,
  monthlyCsv,
  open,
  openDetails,
  openSample,
  rowOf,
  setNumber,
  test,
  useSlowNetwork,
  useTinyNetwork,
} from './journey.ts';

async function withoutNetworks(page: Page) {
  await page.getByTestId('model-lstm').uncheck();
  await page.getByTestId('model-transformer').uncheck();
}

const untrained = ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto'] as const;

/** The models of the leaderboard, the best first. */
function order(page: Page): Promise<(string | null)[]> {
  const rows = page.getByTestId('leaderboard').locator('[data-model]');
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-model')));
}

test('the untrained models: their field, their ranks and intervals, what Auto tried, and how they are tested', async ({
  page,
}) => {
  await test.step('the field is there without a word, and what matters to networks only with one', async () => {
    await openSample(page, 'air-passengers');
    await page.getByTestId('advanced').click();
    await expect(page.getByTestId('look-back')).toBeVisible();
    await expect(page.getByTestId('epochs')).toBeVisible();
    await withoutNetworks(page);
    for (const field of ['look-back', 'seed', 'epochs', 'heads']) await expect(page.getByTestId(field)).toHaveCount(0);
    await expect(page.getByTestId('season-length')).toBeVisible();
    await expect(page.getByTestId('model-seasonal-naive')).toBeDisabled();
    await expect(page.getByTestId('model-holt-winters')).toBeHidden();
    await page.getByTestId('more-models').click();
    await page.getByTestId('model-holt-winters').check();
    await page.getByTestId('forecast-button').click();
    await expectResults(page, [...untrained, 'holt-winters']);
    await page.getByTestId('model-holt-winters').uncheck();
  });
  await test.step('the leaderboard ranks by the metric asked for, shows its spread and says what is noise', async () => {
    await page.getByTestId('forecast-button').click();
    await expectResults(page, untrained);

    const values = async (metric: string) => {
      const cells = page.getByTestId('leaderboard').locator(`[data-metric="${metric}"]`);
      return cells.evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-value'))));
    };
    const byMase = await values('mase');
    expect(byMase).toEqual([...byMase].sort((a, b) => a - b));
    await expect(page.getByTestId('rank-by')).toHaveValue('mase');
    await expect(rowOf(page, 'ets').locator('[data-metric="mase"]')).toContainText(/\d to \d/);

    await page.getByTestId('rank-by').selectOption('r2');
    const byR2 = await values('r2');
    expect(byR2).toEqual([...byR2].sort((a, b) => b - a));

    await expect(page.getByTestId('leaderboard').locator('[data-difference="is-taken"]')).toHaveCount(1);
    const differences = page.getByTestId('leaderboard').locator('[data-difference]:not([data-difference="is-taken"])');
    await expect(differences).toHaveText(Array(4).fill(/may be chance|worse/));
    // A metric that does not judge point by point ranks by how near it comes to its best value, and nothing is compared.
    await page.getByTestId('rank-by').selectOption('coverage80');
    const byCoverage = (await values('coverage80')).map((share) => Math.abs(share - 0.8));
    expect(byCoverage).toEqual([...byCoverage].sort((a, b) => a - b));
    await expect(differences).toHaveText(Array(4).fill('not compared'));

    await page.getByTestId('columns').selectOption('intervals');
    for (const level of [80, 95]) {
      for (const share of await values(`coverage${level}`)) {
        expect(share).toBeGreaterThan(0.3);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
    await expect(page.getByTestId('method')).toContainText(/Auto (combines|settled on)/);
  });
  await test.step('the model picked is shown with its intervals in the chart and the table', async () => {
    const [best = ''] = await order(page);
    const other = best === 'theta' ? 'ets' : 'theta';
    const name = other === 'theta' ? 'Theta' : 'ETS';
    await expect(page.getByTestId('chart').locator('[data-level]')).toHaveCount(2);
    await rowOf(page, other).getByRole('button').click();
    await expect(rowOf(page, other).getByRole('button')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByTestId('band-key')).toContainText(name);
    await expect(page.getByTestId('coverage')).toContainText(`The bands of ${name}`);

    const row = page.getByTestId('forecast-table').locator('tbody tr').first();
    const cells = row.locator('[data-interval], [data-model]');
    const read = await cells.evaluateAll((all) =>
      all.slice(0, 5).map((cell) => Number(cell.getAttribute('data-value'))),
    );
    const [yhat = 0, low80 = 0, high80 = 0, low95 = 0, high95 = 0] = read;
    expect([low95, low80, yhat, high80, high95]).toEqual([...read].sort((a, b) => a - b));
  });
  await test.step('the page tells what Auto tried, and what each column says', async () => {
    const tried = page.getByTestId('tried-models');
    await tried.locator('summary').click();
    const rows = tried.locator('tbody tr');
    expect(await rows.count()).toBeGreaterThan(5);
    const weights = await tried
      .locator('td[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    await page.getByTestId('explain').locator('summary').click();
    await page.getByTestId('columns').selectOption('scaled');
    await expect(page.getByTestId('explain')).toContainText('the simple rule Naive2');
  });
  await test.step('ways of testing that cannot be are refused with the way out', async () => {
    const problem = page.getByTestId('error-message');
    const fit = page.getByTestId('fit-button');
    await setNumber(page, 'test-steps', 24);
    await setNumber(page, 'origins', 3);
    await expect(problem).toHaveAttribute('data-code', 'test-given-twice');
    await fit.click();
    await expect(page.getByTestId('test-steps')).toHaveValue('');
    await expect(problem).toHaveCount(0);
    await setNumber(page, 'origins', 99);
    await expect(problem).toHaveAttribute('data-code', 'too-many-origins');
    await fit.click();
    await expect(problem).toHaveCount(0);
    await setNumber(page, 'origins', 3);
    await page.getByTestId('history').selectOption('sliding');
    await expect(problem).toHaveCount(0);
    await setNumber(page, 'window', 140);
    await expect(problem).toHaveAttribute('data-code', 'window-too-long');
    await fit.click();
    await setNumber(page, 'window', 5);
    await expect(problem).toHaveAttribute('data-code', 'window-too-short');
    await fit.click();
    await page.getByTestId('forecast-button').click();
    await expectResults(page, untrained);
  });
  await test.step('the columns shown at first have room side by side', async () => {
    await page.getByTestId('columns').selectOption({ index: 0 });
    for (const language of ['en', 'zh-CN']) {
      await page.getByTestId('language').selectOption(language);
      const room = await page.getByTestId('leaderboard').evaluate((table) => {
        const { scrollWidth = 0, clientWidth = 0 } = table.parentElement ?? {};
        return clientWidth - scrollWidth;
      });
      expect(room, language).toBeGreaterThanOrEqual(0);
    }
  });
});

test('what went wrong is one click away, and so are the seasons in the data', async ({ page }) => {
  await test.step('what went wrong is one click away', async () => {
    await openSample(page, 'flights-daily');
    await withoutNetworks(page);
    await page.getByTestId('forecast-button').click();
    await expectResults(page, untrained);
    const diagnosis = page.getByTestId('diagnosis');
    await diagnosis.locator('summary').click();
    await diagnosis.getByTestId('diagnosis-model').selectOption('seasonal-naive');
    await expect(diagnosis.locator('svg[role="img"]')).toHaveCount(4);
    await expect(diagnosis.locator('svg').first()).toHaveAttribute('aria-label', /Seasonal naive/);
    await diagnosis.getByTestId('diagnosis-origin').selectOption({ index: 1 });
    await expect(diagnosis).toContainText(/The forecast made after .*, with its 80% interval/);
    const worst = page.getByTestId('worst-windows').locator('tbody tr');
    await expect(worst.first()).toContainText(/too (low|high)/);
    await expect(rowOf(page, 'seasonal-naive').getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  });
  await test.step('the seasons in the data are shown, and can be taken', async () => {
    await openSample(page, 'flights-hourly');
    await expect(page.getByTestId('season-length')).toHaveValue('24');
    const found = page.getByTestId('seasons-found');
    await expect(found.locator('strong')).toHaveText('24');
    await found.getByRole('button', { name: 'Use a season of 168' }).click();
    await expect(page.getByTestId('season-length')).toHaveValue('168');
  });
});

test('networks that take their time, and one that learns anew at each of several points', async ({ page }) => {
  await test.step('results of the untrained models are there before the networks have ended', async () => {
    await openSample(page, 'air-passengers');
    await useSlowNetwork(page);
    await page.getByTestId('forecast-button').click();
    await openDetails(page);
    await expect(rowOf(page, 'theta')).toBeVisible();
    await expect(page.getByTestId('overall-progress')).toContainText(/now .*(LSTM|Transformer)/);
    await page.getByTestId('cancel-button').click();
    await expect(page.getByTestId('cancel-button')).toBeHidden();
    await useTinyNetwork(page);
    await forecast(page);
  });
  await test.step('a network that is tested from several points can learn anew at each', async () => {
    await useTinyNetwork(page);
    await page.getByTestId('model-transformer').uncheck();
    await setNumber(page, 'horizon', 6);
    await setNumber(page, 'origins', 4);
    await setNumber(page, 'origin-step', 3);
    await page.getByTestId('history').selectOption('sliding');
    await setNumber(page, 'window', 90);
    await page.getByTestId('refit').selectOption('always');
    await page.getByTestId('forecast-button').click();
    await expectResults(page, [...untrained, 'lstm']);
    await expect(page.getByTestId('method')).toContainText(
      'made at 4 successive origins in the hold-out, 3 months apart',
    );
    await expect(page.getByTestId('method')).toContainText('Every model was refit');
    await expect(page.getByTestId('method')).toContainText('the last 90 months before each origin alone');
    await page.getByTestId('diagnosis').locator('summary').click();
    const breakdown = page.getByTestId('breakdown');
    await expect(breakdown.locator('thead th')).toHaveCount(2 + 4);
    await page.getByTestId('breakdown-by').selectOption('step');
    await expect(breakdown.locator('thead th')).toHaveCount(2 + 6);
  });
});

test('zeros and a few points: what is undefined says why, and the rest is there', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'spike.csv', text: monthlyCsv(60, (month) => (month === 30 ? 5000 : 0)) });
  await expectData(page);
  await withoutNetworks(page);
  await page.getByTestId('forecast-button').click();
  // Demand that is nearly always nothing is for models of rare demand too.
  await expectResults(page, [...untrained, 'croston', 'tsb']);
  await expect(rowOf(page, 'ets').locator('[data-metric="mape"]')).toContainText('undefined');
  await expect(page.getByTestId('results')).toContainText('MAPE is undefined here: an actual value of zero');
  await page.getByTestId('diagnosis').locator('summary').click();
  await expect(page.getByTestId('worst-windows')).toBeVisible();

  await choose(page, { name: 'nine.csv', text: monthlyCsv(9, (month) => 10 + (month % 3)) });
  await expect(page.getByTestId('read-summary')).toContainText('9');
  await expect(page.getByTestId('model-lstm')).not.toBeChecked();
  await page.getByTestId('forecast-button').click();
  await expectResults(page, ['seasonal-naive', 'pretrained', 'auto']);
});

test('with every model there is, no more lines are drawn than can be told apart', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await page.getByTestId('more-models').click();
  const boxes = page.locator('input[data-testid^="model-"]:enabled');
  for (const box of await boxes.all()) await box.check();
  const total = (await boxes.count()) + 1;
  await page.getByTestId('forecast-button').click();
  await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 300_000 });
  await openDetails(page);
  await expect(page.getByTestId('leaderboard').locator('[data-model]')).toHaveCount(total);
  await page.getByTestId('more-lines').click();
  const toggles = page.locator('input[data-testid^="toggle-"]');
  await expect(toggles).toHaveCount(total);
  for (const toggle of await toggles.all()) if (await toggle.isEnabled()) await toggle.check();
  await expect(page.locator('input[data-testid^="toggle-"]:checked')).toHaveCount(6);
  const colors = await page
    .getByTestId('chart')
    .locator('.recharts-line path')
    .evaluateAll((lines) => new Set(lines.map((line) => line.getAttribute('stroke'))).size);
  expect(colors).toBe(7);
});

import type { Page } from '@playwright/test';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  type Model,
  monthlyCsv,
  open,
  openDetails,
  rowsOf,
  setNumber,
  test,
  useSlowNetwork,
} from './journey.ts';

const two: readonly Model[] = ['seasonal-naive', 'theta'];

/** Two shops by the month. */
function shops(): string {
  const rows = ['month,shop,sales'];
  for (let month = 0; month < 60; month += 1) {
    const date = `${2015 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    for (const [at, shop] of ['north', 'south'].entries()) {
      rows.push(`${date},${shop},${Math.round(100 * (at + 1) + month + 20 * Math.sin((month * Math.PI) / 6))}`);
    }
  }
  return `${rows.join('\n')}\n`;
}

async function leaveTwo(page: Page): Promise<void> {
  for (const model of ['pretrained', 'ets', 'auto', 'lstm', 'transformer']) {
    const box = page.getByTestId(`model-${model}`);
    if (await box.isChecked()) await box.uncheck();
  }
}

async function forecastTwo(page: Page): Promise<void> {
  await page.getByTestId('forecast-button').click();
  await expectResults(page, two);
}

async function pickSeries(page: Page, name: string): Promise<void> {
  await page.getByTestId('part-series').click();
  await page.getByTestId('series-list-box').getByRole('option').filter({ hasText: name }).click();
}

test('runs are kept, compared and forgotten, and found again where they were made', async ({ page }) => {
  await test.step('two runs are listed, pinned and compared; an earlier one is opened and forgotten', async () => {
    await open(page);
    await choose(page, { name: 'sales.csv', text: monthlyCsv(96) });
    await expectData(page);
    await leaveTwo(page);
    await forecastTwo(page);
    await setNumber(page, 'horizon', 6);
    await forecastTwo(page);

    const runs = page.getByTestId('runs');
    await runs.locator('summary').click();
    const rows = runs.locator('[data-run]');
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('Horizon 12 → 6');
    await expect(rows.first()).toHaveAttribute('aria-current', 'true');
    await expect(page.getByTestId('runs-memory')).toContainText(/2 runs.*kept with the file in this browser/);
    await expect(page.getByTestId('compare')).toBeHidden();
    for (const pin of await page.getByTestId('run-pin').all()) {
      await pin.click();
      await expect(pin).toHaveAttribute('aria-pressed', 'true');
    }
    const differing = page.getByTestId('compare-settings').locator('[data-setting]');
    await expect(differing).toHaveCount(1);
    await expect(differing).toHaveAttribute('data-setting', 'horizonSteps');
    await expect(differing).toContainText('12');
    await expect(page.getByTestId('compare-obstacle')).toHaveAttribute('data-obstacle', 'test');
    await expect(page.getByTestId('compare').locator('svg path').first()).toBeAttached();
    await expect(page.getByTestId('compare-leaderboard').locator('[data-model]')).toHaveCount(2);

    await test.step('they name the model whose forecast is taken, as the answer does', async () => {
      const table = page.getByTestId('forecast-table');
      const taken = (await table.locator('th[data-model]').first().getAttribute('data-model')) ?? '';
      await expect(rows.first().getByTestId('run-best')).toHaveAttribute('data-model', taken);
      const marked = page.getByTestId('compare-leaderboard').locator('[data-taken="true"]');
      await expect(marked).toHaveCount(2);
      const row = page.getByTestId('compare-leaderboard').locator(`[data-model="${taken}"]`);
      await expect(row.locator('[data-taken="true"]').last()).toBeVisible();
    });
    await test.step('they are named, sorted and saved', async () => {
      await rows.last().getByTestId('run-name').fill('a year ahead');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('compare').getByRole('heading').first()).toContainText('a year ahead');
      await page.getByTestId('runs-order').selectOption('name');
      await expect(rows.first().getByTestId('run-name')).toHaveValue('a year ahead');
      const file = await download(page, 'download-runs');
      expect(file.name).toBe('sales-runs.csv');
      const saved = rowsOf(file.bytes);
      expect(saved.map(({ name, model }) => `${name}: ${model}`)).toEqual([
        'a year ahead: seasonal-naive',
        'a year ahead: theta',
        ': seasonal-naive',
        ': theta',
      ]);
      expect(saved.map(({ horizonSteps }) => horizonSteps)).toEqual(['12', '12', '6', '6']);
      expect(saved.filter(({ taken }) => taken === '1')).toHaveLength(2);
      await page.getByTestId('runs-order').selectOption('newest');
    });

    await test.step('as many as four are laid over each other', async () => {
      await setNumber(page, 'horizon', 4);
      await forecastTwo(page);
      await expect(rows).toHaveCount(3);
      await rows.first().getByTestId('run-pin').click();
      await expect(page.getByTestId('compare-leaderboard').getByRole('columnheader')).toHaveCount(4);
      await expect(page.getByTestId('compare-settings').locator('[data-setting="horizonSteps"] td')).toHaveText([
        '12',
        '6',
        '4',
      ]);
      await rows.first().getByTestId('run-forget').click();
      await expect(rows).toHaveCount(2);
    });

    await rows.last().getByTestId('run-open').click();
    await expect(rows.last()).toHaveAttribute('aria-current', 'true');
    await expect(page.getByTestId('method')).toContainText('12');
    await rows.last().getByTestId('run-take').click();
    await expect(page.getByTestId('horizon')).toHaveValue('12');
    await rows.last().getByTestId('run-forget').click();
    await expect(rows).toHaveCount(1);
    await expect(page.getByTestId('compare')).toBeHidden();
    await expect(rows).toHaveAttribute('aria-current', 'true');
  });
  await test.step('a series shown again has its result at once, by the browser’s way back and forward too', async () => {
    await choose(page, { name: 'shops.csv', text: shops() });
    await expectData(page);
    await leaveTwo(page);
    await forecastTwo(page);
    const chart = page.getByTestId('chart');
    const first = (await chart.getByRole('heading').innerText()).trim();
    const second = first === 'north' ? 'south' : 'north';
    await pickSeries(page, second);
    await expect(chart.getByRole('heading')).toHaveText(second);
    await expect(page.getByTestId('results')).toBeHidden();
    await page.goBack();
    await expect(chart.getByRole('heading')).toHaveText(first);
    await expect(page.getByTestId('verdict')).toBeVisible();
    await page.goForward();
    await expect(chart.getByRole('heading')).toHaveText(second);
    await pickSeries(page, first);
    await expect(chart.getByRole('heading')).toHaveText(first);
    await expect(page.getByTestId('verdict')).toBeVisible();
  });
});

test('another file asks before it takes the place of a run under way', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'sales.csv', text: monthlyCsv(96) });
  await expectData(page);
  for (const model of ['ets', 'auto', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
  await useSlowNetwork(page);
  await page.getByTestId('forecast-button').click();
  await openDetails(page);
  await expect(page.getByTestId('leaderboard').locator('[data-model="theta"]')).toBeVisible();
  const other = { name: 'other.csv', text: monthlyCsv(60) };
  await choose(page, other);
  await expect(page.getByTestId('question')).toContainText('other.csv');
  await page.getByTestId('question-stay').click();
  await expect(page.getByTestId('question')).toBeHidden();
  await expect(page.getByTestId('cancel-button')).toBeVisible();
  await choose(page, other);
  await page.getByTestId('question-go').click();
  await expect(page.getByTestId('read-summary')).toContainText('60');
  await expectData(page);
  await expect(page.getByTestId('results')).toBeHidden();
  // What was done of the run is kept with its file.
  await page.goBack();
  await expect(page.getByTestId('careful')).toContainText('You stopped this run');
});

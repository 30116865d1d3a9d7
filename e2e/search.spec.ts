import {
  choose,
  expect,
  expectData,
  monthlyCsv,
  open,
  openDetails,
  openSample,
  test,
  useTinyNetwork,
} from './journey.ts';

test('a search tries settings before the test part, shows them, and what it found can be used and undone', async ({
  page,
}) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await page.getByTestId('search').click();
  await page.getByTestId('search-minutes').selectOption('60');
  await page.getByTestId('search-start').click();
  const trials = page.getByTestId('trials');
  await expect(trials.locator('[data-kind="naive"]')).toBeVisible();
  await expect(trials.locator('[data-kind="current"]')).toHaveCount(2);
  await expect(page.getByTestId('search-progress')).toContainText('left');
  await expect(page.getByTestId('forecast-button')).toHaveAttribute('aria-disabled', 'true');
  // Two epochs of a tiny network are easily beaten, though not by each that is tried: until one in full stands first.
  const found = trials.locator('tbody tr:first-child[data-kind="drawn"]').filter({ hasText: 'in full' });
  await expect(found).toBeVisible({ timeout: 500_000 });
  await page.getByTestId('search-cancel').click();
  const outcome = page.getByTestId('search-outcome');
  await expect(outcome).toHaveAttribute('data-ended', 'cancelled');
  await expect(outcome).toHaveAttribute('data-helped', 'true');
  await page.getByTestId('use-found').click();
  const model = (await trials.locator('tbody tr').first().getAttribute('data-model')) ?? '';
  await expect(page.getByTestId(`model-${model}`)).toBeChecked();
  await page.getByTestId('restore').click();
  await expect(page.getByTestId('hidden-size')).toHaveValue('4');
  await expect(page.getByTestId('model-lstm')).toBeChecked();
  await page.getByTestId('use-found').click();
  await page.getByTestId('forecast-button').click();
  await openDetails(page);
  await expect(page.getByTestId('leaderboard').locator(`[data-model="${model}"]`)).toBeVisible();
});

test('a search of too short a past says so in sight, and what would help', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'months.csv', text: monthlyCsv(40) });
  await expectData(page);
  await page.getByTestId('search').click();
  await page.getByTestId('search-start').click();
  const failure = page.getByTestId('search-failure');
  await expect(failure).toContainText('A shorter look-back or horizon needs fewer.');
  await expect
    .poll(() =>
      failure.evaluate((element) => {
        const { x, bottom } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(x + 4, bottom - 4));
      }),
    )
    .toBe(true);
});

test('a link that is broken says so, and the page goes on without it', async ({ page }) => {
  await open(page, '?backend=wasm#settings=1.eyJ');
  await expect(page.getByTestId('link-note')).toHaveAttribute('data-code', 'link-damaged');
  await page.getByTestId('sample-air-passengers').click();
  await expectData(page);
  await expect(page.getByTestId('horizon')).toHaveValue('12');
});

test('augmented windows are tried before the test part, and the results say what became of that', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await page.getByTestId('augmentation').selectOption('auto');
  for (const model of ['ets', 'theta', 'auto', 'transformer'] as const)
    await page.getByTestId(`model-${model}`).uncheck();
  await page.getByTestId('forecast-button').click();
  await expect(page.getByTestId('verdict')).toBeVisible();
  await openDetails(page);
  await page.getByText('How the training went').click();
  await expect(page.getByTestId('augmentation-lstm')).toContainText(/error/);
});

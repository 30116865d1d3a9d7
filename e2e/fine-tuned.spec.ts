import { expect, openDetails, openSample, test } from './journey.ts';

test('the pre-trained network is tuned to all series of a file, and says what came of it', async ({ page }) => {
  await openSample(page, 'shops-weekly');
  const box = page.getByTestId('model-fine-tuned');
  if (!(await box.isVisible())) {
    await page.locator('details:has([data-testid="model-fine-tuned"]) > summary').last().click();
  }
  await expect(page.getByTestId('tuned-layers')).toBeHidden();
  await box.check();
  for (const model of ['lstm', 'transformer', 'theta', 'ets', 'auto'] as const) {
    await page.getByTestId(`model-${model}`).uncheck();
  }
  await page.getByTestId('scope').selectOption('panel');
  await page.getByTestId('tuned-layers').selectOption('head');
  await page.getByTestId('forecast-button').click();
  await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 300_000 });
  await openDetails(page);
  await expect(page.getByTestId('leaderboard').locator('[data-model="fine-tuned"]')).toBeVisible();
  await expect(page.getByText(/Fine-tuned learned on from \d\d series/)).toContainText(
    /its loss was [\d.]+ before and [\d.]+ after/,
  );
});

import { choose, expect, expectData, monthlyCsv, openDetails, openSample, setNumber, test } from './journey.ts';

test('a model that is out of its depth says so, and one click mends it', async ({ page }) => {
  await test.step('a model that is out of its depth says so beside its switch, and one click mends it', async () => {
    await openSample(page, 'air-passengers');
    const note = page.getByTestId('advice-lstm');
    await expect(note).toBeHidden();
    await setNumber(page, 'look-back', 70);
    await expect(note).toHaveAttribute('data-code', 'few-windows');
    await expect(note).toContainText('The past holds 13 examples');
    await note.getByRole('button', { name: 'Look back 45' }).click();
    await expect(page.getByTestId('look-back')).toHaveValue('45');
    await expect(note).toBeHidden();
  });
  await test.step('what fits instead may be another model, and the results say it too', async () => {
    await choose(page, { name: 'short.csv', text: monthlyCsv(30) });
    await expectData(page);
    await page.getByTestId('more-models').click();
    await page.getByTestId('model-croston').check();
    for (const model of ['lstm', 'transformer', 'auto'] as const) await page.getByTestId(`model-${model}`).uncheck();
    await expect(page.getByTestId('advice-croston')).toContainText('0 of 30 points');
    await page.getByTestId('forecast-button').click();
    await openDetails(page);
    const advice = page.getByTestId('result-advice');
    await expect(advice.getByTestId('advice-croston')).toContainText('Croston');
    await advice.getByRole('button', { name: 'Use Simple smoothing instead' }).click();
    await expect(page.getByTestId('model-croston')).not.toBeChecked();
    await expect(page.getByTestId('model-ses')).toBeChecked();
  });
});

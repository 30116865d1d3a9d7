import type { Page } from '@playwright/test';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  monthlyCsv,
  open,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

type Saved = { name: string; bytes: Buffer };

async function openShops(page: Page, ...files: Saved[]): Promise<void> {
  await page
    .getByTestId('shops-files')
    .setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes })));
}

async function handBack(page: Page, label: string): Promise<Saved> {
  await page.getByTestId('shops-label').fill(label);
  await page.getByTestId('shops-learn').click();
  await expect(page.getByTestId('shops-learnt')).toBeVisible();
  return download(page, 'shops-save');
}

test('shops train one network by handing files on: a round each, an average, a forecast of their own', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'north.csv', text: monthlyCsv(96) });
  await expectData(page);
  await setNumber(page, 'horizon', 6);
  await useTinyNetwork(page);
  await forecast(page);
  await page.getByTestId('take-away').click();
  await page.getByTestId('shops').click();
  await page.getByTestId('shops-network').selectOption('lstm');
  await page.getByTestId('shops-rounds').fill('1');
  await page.getByTestId('shops-epochs').fill('3');
  const round = await download(page, 'shops-begin');
  expect(round.name).toBe('shops-lstm-round-1-of-1.dropcast-round');
  await expect(page.getByTestId('shops-round')).toHaveText('Round 1 of 1');
  const north = await handBack(page, 'North');
  expect(north.name).toBe('North-lstm-round-1-of-1.dropcast-part');
  for (const said of ['sales', 'north.csv', '2016']) expect(north.bytes.includes(said)).toBe(false);

  // Another shop, with its own file, begins from the file it was handed; noise and its price are its own choice.
  await page.keyboard.press('Escape');
  await choose(page, { name: 'south.csv', text: monthlyCsv(120) });
  await expectData(page);
  await forecast(page);
  await page.getByTestId('take-away').click();
  await page.getByTestId('shops-leave').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('take-away-panel')).toBeHidden();
  // Brought to the page as any file is, it opens the fold that it belongs to.
  await page.getByTestId('file-input').setInputFiles({ name: round.name, mimeType: '', buffer: round.bytes });
  await expect(page.getByTestId('shops-round')).toHaveText('Round 1 of 1');
  await page.getByTestId('shops-hide').click();
  await page.getByTestId('shops-hide-on').check();
  await page.getByTestId('shops-multiplier').fill('20');
  await expect(page.getByTestId('shops-epsilon')).toContainText('epsilon 0.375 at delta 0.00001');
  await page.getByTestId('shops-hide-on').uncheck();
  const south = await handBack(page, 'South');

  // One alone, the same twice, and what is damaged are not averaged.
  await openShops(page, south);
  await expect(page.getByTestId('shops-average')).toBeDisabled();
  const cut = { name: 'cut.dropcast-part', bytes: north.bytes.subarray(0, -8) };
  await openShops(page, { ...south, name: 'again.dropcast-part' }, cut);
  await expect(page.getByTestId('shops-refused')).toContainText('again.dropcast-part is of a shop');
  await expect(page.getByTestId('shops-refused')).toContainText('cut.dropcast-part is damaged');
  await openShops(page, north);
  await expect(page.getByTestId('shops-brought')).toContainText('each can work out');
  const result = await download(page, 'shops-average');
  expect(result.name).toBe('shops-lstm-result.dropcast-round');
  await expect(page.getByTestId('shops-round')).toHaveText('The only round is over');
  await expect(page.getByTestId('shops-shops').locator('tbody tr')).toHaveCount(2);
  await page.getByTestId('shops-use').click();
  await expectResults(page, ['seasonal-naive', 'lstm']);
  const note = page.getByTestId('deployed-note');
  await expect(note).toContainText('south.csv, together with 1 other shop');
  // Its test part was not learnt from.
  await expect(note).not.toContainText('flatters');
  await page.getByTestId('take-away').click();
  const model = await download(page, 'save-model');
  expect(model.name).toBe('south-shops-lstm.model.zip');
  // The zip stores what it holds as it is.
  expect(model.bytes.includes('Tested was the end of south.csv')).toBe(true);
});

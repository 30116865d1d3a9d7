import type { Page } from '@playwright/test';
import {
  choose,
  download,
  expect,
  expectData,
  forecast,
  models,
  monthlyCsv,
  openSample,
  rowsOf,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

test('what was made of a series can be saved', async ({ page }) => {
  await test.step('where nothing was repaired there is nothing of that to save', async () => {
    await openSample(page, 'air-passengers');
    await expect(page.getByTestId('download-series')).toBeHidden();
  });
  await test.step('the forecast, the test predictions and the chart can be saved', async () => {
    await useTinyNetwork(page);
    await setNumber(page, 'test-steps', 24);
    await forecast(page);

    const forecastFile = await download(page, 'download-forecast');
    expect(forecastFile.name).toMatch(/\.csv$/);
    const rows = rowsOf(forecastFile.bytes);
    const bounds = ['yhat-lo-95', 'yhat-lo-80', 'yhat', 'yhat-hi-80', 'yhat-hi-95'];
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['unique_id', 'ds', 'model', 'yhat'],
      ...['yhat-lo-80', 'yhat-hi-80', 'yhat-lo-95', 'yhat-hi-95'],
    ]);
    for (const row of rows) {
      const values = bounds.map((column) => Number.parseFloat(row[column] ?? ''));
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
    expect(rows).toHaveLength(12 * models.length);
    for (const model of models) {
      const own = rows.filter((row) => row.model === model);
      expect(own.map(({ ds }) => ds)[0]).toMatch(/^1961-01/);
      expect(own.map(({ ds }) => ds).at(-1)).toMatch(/^1961-12/);
      for (const { yhat } of own) expect(Number.isFinite(Number.parseFloat(yhat ?? ''))).toBe(true);
    }
    const naive = rows.filter((row) => row.model === 'seasonal-naive').map(({ yhat }) => Number(yhat));
    expect(naive).toEqual([417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432]);

    const testFile = await download(page, 'download-test');
    expect(testFile.name).toMatch(/\.csv$/);
    const predictions = rowsOf(testFile.bytes);
    expect(predictions).toHaveLength(24 * models.length);
    expect(Object.keys(predictions[0] ?? {})).toEqual(
      expect.arrayContaining(['unique_id', 'ds', 'model', 'y', 'yhat']),
    );

    const image = await download(page, 'download-chart');
    expect(image.name).toMatch(/\.png$/);
    expect(image.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(await colourCount(page, image.bytes)).toBeGreaterThan(20);
  });
  await test.step('the repaired series can be saved, with what was done to each point', async () => {
    const lines = monthlyCsv(48).split('\n');
    const rows = lines.filter((_, line) => line !== 10);
    await choose(page, { name: 'sales.csv', text: [...rows.slice(0, 20), rows[19], ...rows.slice(20)].join('\n') });
    await expectData(page);
    const file = await download(page, 'download-series');
    expect(file.name).toBe('sales-repaired.csv');
    const saved = rowsOf(file.bytes);
    expect(saved).toHaveLength(48);
    expect(saved.filter(({ repair }) => repair !== '').map(({ ds, repair }) => `${ds} ${repair}`)).toEqual([
      '2000-10-01 filled: linear',
      '2001-08-01 merged: mean',
    ]);
    const [before, filled, after] = saved.slice(8, 11).map(({ y }) => Number(y));
    expect(filled).toBeCloseTo(((before ?? 0) + (after ?? 0)) / 2, 9);
  });
});

/** Different colours in an image: a blank one has one. */
function colourCount(page: Page, bytes: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const binary = atob(base64);
    const array = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([array], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) return 0;
    context.drawImage(bitmap, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size;
  }, bytes.toString('base64'));
}

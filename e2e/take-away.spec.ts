import type { Page } from '@playwright/test';
import * as ort from 'onnxruntime-web';
import { inflateEntry, readZipDirectory } from '../src/table/formats/zip.ts';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  monthlyCsv,
  open,
  rowsOf,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

/** The values of the file, as `monthlyCsv` writes them. */
function valuesOf(text: string): number[] {
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]));
}

async function saveAway(page: Page, testId: string, network: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByTestId('take-away').click();
  await page.getByTestId('away-network').selectOption(network);
  const saved = await download(page, testId);
  await page.keyboard.press('Escape');
  return saved;
}

/** What the saved table forecasts by a model. */
async function forecastOf(page: Page, model: string): Promise<number[]> {
  const { bytes } = await download(page, 'download-forecast');
  return rowsOf(bytes)
    .filter((row) => row.model === model)
    .map(({ yhat }) => Number(yhat));
}

async function openModel(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.getByTestId('file-input').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
}

async function entriesOf(bytes: Buffer): Promise<Record<string, Buffer>> {
  const blob = new Blob([new Uint8Array(bytes)]);
  const found: Record<string, Buffer> = {};
  for (const entry of (await readZipDirectory(blob)) ?? []) {
    const inflated = await inflateEntry(blob, entry, 1e9);
    if (inflated.ok) found[entry.name] = Buffer.from(await inflated.value.arrayBuffer());
  }
  return found;
}

const text = monthlyCsv(96);

test('a trained network is taken away, and forecasts the same elsewhere without training', async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page);
  await choose(page, { name: 'sales.csv', text });
  await expectData(page);
  await setNumber(page, 'horizon', 7);
  await useTinyNetwork(page);
  await forecast(page);
  const lstm = await forecastOf(page, 'lstm');
  expect(lstm).toHaveLength(7);
  const saved = await saveAway(page, 'save-model', 'lstm');
  expect(saved.name).toBe('sales-lstm.model.zip');
  const entries = await entriesOf(saved.bytes);
  expect(Object.keys(entries).sort()).toEqual(['model-card.en.md', 'model.safetensors']);
  const card = entries['model-card.en.md'].toString();
  for (const said of ['96 points', 'monthly', 'sales.csv', 'What it is not for', 'seasonal naive'])
    expect(card).toContain(said);

  // The same numbers in another program, from the values as they stand in the file.
  for (const network of ['lstm', 'transformer']) {
    const onnx = await saveAway(page, 'save-onnx', network);
    const session = await ort.InferenceSession.create(new Uint8Array(onnx.bytes));
    const lookBack = Number(await page.getByTestId('look-back').inputValue());
    const last = Float64Array.from(valuesOf(text).slice(-lookBack));
    const said = await session.run({ values: new ort.Tensor('float64', last, [1, lookBack]) });
    const own = await forecastOf(page, network);
    const points = [...(said.forecast.data as Float64Array)];
    for (const [step, value] of points.entries()) expect(Math.abs(value / (own[step] ?? 0) - 1)).toBeLessThan(1e-5);
  }

  await page.getByTestId('take-away').click();
  const ahead = await download(page, 'save-pretrained-onnx');
  await page.keyboard.press('Escape');
  const pretrained = await ort.InferenceSession.create(new Uint8Array(ahead.bytes));
  const whole = Float64Array.from(valuesOf(text));
  const answer = await pretrained.run({ values: new ort.Tensor('float64', whole, [1, whole.length]) });
  const known = await forecastOf(page, 'pretrained');
  for (const [step, value] of [...(answer.forecast.data as Float64Array)].entries())
    expect(Math.abs(value / (known[step] ?? 0) - 1)).toBeLessThan(1e-5);

  const context = await browser.newContext({ serviceWorkers: 'block', ...(baseURL && { baseURL }) });
  const other = await context.newPage();
  await open(other);
  // The model first, then the file it learnt from.
  await openModel(other, saved.name, saved.bytes);
  await expect(other.getByTestId('link-note')).toContainText('sales-lstm.model.zip');
  await choose(other, { name: 'sales.csv', text });
  await expectResults(other, ['seasonal-naive', 'lstm']);
  await expect(other.getByTestId('deployed-note')).toContainText('sales.csv');
  await expect(other.getByTestId('deployed-note')).toContainText('flatters');
  expect(await forecastOf(other, 'lstm')).toEqual(lstm);
  // A longer file: what comes after the end is forecast, from weights that do not change.
  await choose(other, { name: 'later.csv', text: monthlyCsv(120) });
  await expectData(other);
  await other.getByTestId('update-run').click();
  await expectResults(other, ['seasonal-naive', 'lstm']);
  await expect(other.getByTestId('deployed-note')).toContainText('sales.csv');
  const brought = await forecastOf(other, 'lstm');
  await openModel(other, 'weights.safetensors', entries['model.safetensors']);
  await expectResults(other, ['seasonal-naive', 'lstm']);
  expect(await forecastOf(other, 'lstm')).toEqual(brought);
  expect(brought).not.toEqual(lstm);
  await context.close();
});

test('a model that is damaged, newer or of another rhythm is refused in words, and the page goes on', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'sales.csv', text });
  await expectData(page);
  await useTinyNetwork(page);
  await forecast(page);
  const { 'model.safetensors': weights } = await entriesOf((await saveAway(page, 'save-model', 'lstm')).bytes);
  const refused = async (name: string, bytes: Buffer, said: string) => {
    await openModel(page, name, bytes);
    await expect(page.getByTestId('link-note')).toContainText(said);
    await expect(page.getByTestId('link-note')).toContainText(name.endsWith('other.safetensors') ? 'daily' : name);
  };
  await refused('cut.safetensors', weights.subarray(0, -4), 'damaged');
  await refused('text.model.zip', Buffer.from('nothing of the kind'), 'damaged');
  const newer = Buffer.from(weights.toString('latin1').replace('"version":"1"', '"version":"9"'), 'latin1');
  await refused('newer.safetensors', newer, 'newer version');
  const days = Array.from({ length: 120 }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    return `${date},${100 + (day % 7) * 5}`;
  });
  await choose(page, { name: 'days.csv', text: `day,sales\n${days.join('\n')}\n` });
  await expectData(page);
  await refused('other.safetensors', weights, 'monthly');
  await expect(page.getByTestId('forecast-button')).toBeEnabled();
});

test('a run is taken to Python, with three series to check it by', async ({ page }) => {
  const months = Array.from({ length: 60 }, (_, month) => `${2019 + Math.floor(month / 12)}-${(month % 12) + 1}`);
  const rows = ['north', 'south', 'west'].flatMap((store, at) =>
    months.map(
      (month, place) => `${store};${month}-01;${(100 + 40 * at + 9 * Math.sin(place)).toFixed(1).replace('.', ',')}`,
    ),
  );
  await open(page);
  await choose(page, { name: 'stores.csv', text: `store;month;sales\n${rows.join('\n')}\n` });
  await expectData(page);
  await setNumber(page, 'horizon', 3);
  await useTinyNetwork(page);
  await forecast(page);
  await page.getByTestId('take-away').click();
  const { name, bytes } = await download(page, 'save-python');
  expect(name).toBe('stores-forecast.py');
  await expect(page.getByTestId('take-away-panel')).toContainText('left out: ');
  const script = bytes.toString();
  for (const said of ['sep=";"', 'decimal=","', 'IDS = ["store"]', 'FREQ = "MS"', 'HORIZON = 3', 'LSTM(h=3'])
    expect(script).toContain(said);
  const checked = [...script.matchAll(/^ {4}"(\w+),2024-01-01,seasonal_naive,([\d.]+)\\n"$/gm)];
  expect(checked.map(([, store]) => store)).toEqual(['north', 'south', 'west']);
  // A season before: January 2023 is month 48 of each.
  for (const [at, [, , value]] of checked.entries())
    expect(Number(value)).toBeCloseTo(100 + 40 * at + 9 * Math.sin(48), 1);
});

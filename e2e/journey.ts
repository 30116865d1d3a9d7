/**
 * What every journey shares. Each test fails on a request to another origin, a violation of the security policy, an
 * uncaught exception or an error in the console; a test that provokes one of the last two says which it expects.
 */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { test as base, type ConsoleMessage, expect, type Page, type Worker } from '@playwright/test';

type Watch = {
  /** The messages that this test provokes; any other fails it. */
  expectedMessages: RegExp | null;
  watch: undefined;
  slow: undefined;
};

/** How many times slower than it is the page's processor shall be, to see that no journey counts on a quick one. */
const slowdown = Number(process.env.DROPCAST_SLOW ?? 1);

export const test = base.extend<Watch>({
  expectedMessages: [null, { option: true }],
  watch: [
    async ({ context, baseURL, expectedMessages }, use) => {
      const own = new URL(baseURL ?? 'http://localhost').origin;
      const foreign: string[] = [];
      const messages: string[] = [];
      const note = (text: string) => {
        if (!expectedMessages?.test(text)) messages.push(text);
      };
      context.on('request', (request) => {
        const address = request.url();
        if (!/^(blob|data):/.test(address) && new URL(address).origin !== own) foreign.push(address);
      });
      context.on('console', (message: ConsoleMessage) => {
        const isViolation = /Content Security Policy|Content-Security-Policy/.test(message.text());
        if (message.type() === 'error' || isViolation) note(message.text());
      });
      context.on('weberror', (error) => note(String(error.error())));
      await use(undefined);
      // What Playwright leaves as it is where the next journey gets the same context.
      await context.setOffline(false);
      await context.clearPermissions();
      expect(foreign, 'requests to another origin').toEqual([]);
      expect(messages, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
  slow: [
    async ({ page }, use) => {
      if (slowdown > 1) {
        const session = await page.context().newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      }
      await use(undefined);
    },
    { auto: true },
  ],
});
export { expect };

/** The models of a run that nobody has changed. */
export const models = ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto', 'lstm', 'transformer'] as const;
export type Model = (typeof models)[number] | 'holt-winters' | 'croston' | 'tsb';

export function modelsWithout(...left: Model[]): Model[] {
  return models.filter((model) => !left.includes(model));
}
const metrics = [
  ...['mase', 'rmsse', 'owa', 'r2', 'mae', 'rmse', 'mse', 'bias', 'mape', 'smape', 'wape'],
  ...['wql', 'pinball', 'crps', 'coverage80', 'width80', 'coverage95', 'width95'],
] as const;

/** Opens the page; wasm by default, since a graphics adapter emulated in software is slow. */
export async function open(page: Page, query = '?backend=wasm'): Promise<void> {
  await page.goto(`./${query}`);
  await expect(page.getByTestId('sample-air-passengers')).toBeVisible();
}

export async function openSample(page: Page, id: string, query?: string): Promise<void> {
  await open(page, query);
  await page.getByTestId(`sample-${id}`).click();
  await expectData(page);
}

/** Data has been read: it is summed up and drawn, and the forecast can start. */
export async function expectData(page: Page): Promise<void> {
  // What a file before this one left is not taken for it.
  await expect(page.getByTestId('read-progress')).toHaveCount(0);
  await expect(page.getByTestId('read-summary')).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByTestId('read-summary')).toBeVisible();
  await expect(page.getByTestId('chart').locator('svg path').first()).toBeAttached();
  await expect(page.getByTestId('forecast-button')).toBeEnabled();
}

/** Opens what tells how the file was read; it stays open. */
export async function openFileDetails(page: Page): Promise<void> {
  const summary = page.getByTestId('file-details');
  if (await summary.evaluate((element) => !element.closest('details')?.open)) await summary.click();
}

export type TextFile = { name: string; text: string; type?: string };

export async function choose(page: Page, { name, text, type = 'text/csv' }: TextFile): Promise<void> {
  await page.getByTestId('file-input').setInputFiles({ name, mimeType: type, buffer: Buffer.from(text) });
}

export async function setNumber(page: Page, testId: string, value: number): Promise<void> {
  const field = page.getByTestId(testId);
  if (!(await field.isVisible())) await page.getByTestId('advanced').click();
  await field.fill(String(value));
  await field.blur();
}

/** Some network takes part, on series too short for one too. */
async function chooseNetworks(page: Page): Promise<void> {
  const chosen = page.locator('[data-testid="model-lstm"]:checked, [data-testid="model-transformer"]:checked');
  if ((await chosen.count()) > 0) return;
  for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).check();
}

/** Networks small enough to train in seconds: what is tested is the journey, not the accuracy. */
export async function useTinyNetwork(page: Page, epochs = 2): Promise<void> {
  await chooseNetworks(page);
  await setNumber(page, 'epochs', epochs);
  await setNumber(page, 'hidden-size', 4);
  await setNumber(page, 'heads', 2);
}

/** A network that trains for many seconds on any machine, so that a test can come in between; one step of it is short. */
export async function useSlowNetwork(page: Page): Promise<void> {
  await chooseNetworks(page);
  await setNumber(page, 'epochs', 2000);
  await setNumber(page, 'hidden-size', 256);
  await setNumber(page, 'layers', 3);
  await setNumber(page, 'patch-length', 1);
}

export async function forecast(page: Page, wanted: readonly Model[] = models): Promise<void> {
  await page.getByTestId('forecast-button').click();
  await expectResults(page, wanted);
}

/** Opens what experts want of a result; it stays open. */
export async function openDetails(page: Page): Promise<void> {
  const summary = page.getByTestId('details');
  if (await summary.evaluate((element) => !element.closest('details')?.open)) await summary.click();
}

/** The run has ended and left a row for each model. */
export async function expectResults(page: Page, wanted: readonly Model[] = models): Promise<void> {
  await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 300_000 });
  await openDetails(page);
  const rows = page.getByTestId('leaderboard').locator('[data-model]');
  await expect(rows).toHaveCount(wanted.length);
  for (const model of wanted) await expect(rowOf(page, model)).toBeVisible();
}

export function rowOf(page: Page, model: Model) {
  return page.getByTestId('leaderboard').locator(`[data-model="${model}"]`);
}

/** What the leaderboard holds for a model; null where it says the metric is undefined. */
export async function metricsOf(page: Page, model: Model): Promise<Record<(typeof metrics)[number], number | null>> {
  await page.getByTestId('columns').selectOption('all');
  const values = await rowOf(page, model)
    .locator('[data-metric]')
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.getAttribute('data-metric') ?? '', cell.getAttribute('data-value')] as const),
    );
  const found = new Map(values);
  const read = (metric: string) => {
    expect(found.has(metric), `${model} has a cell for ${metric}`).toBe(true);
    const text = found.get(metric);
    return text === null || text === undefined || text === '' ? null : Number(text);
  };
  return Object.fromEntries(metrics.map((metric) => [metric, read(metric)])) as Record<
    (typeof metrics)[number],
    number | null
  >;
}

/** Every metric of every model is a finite number, but for those in `undefinedMetrics`. */
export async function expectFiniteMetrics(
  page: Page,
  undefinedMetrics: readonly string[] = [],
  wanted: readonly Model[] = models,
): Promise<void> {
  for (const model of wanted) {
    for (const [metric, value] of Object.entries(await metricsOf(page, model))) {
      if (undefinedMetrics.includes(metric)) expect(value, `${model} ${metric}`).toBeNull();
      else expect(Number.isFinite(value), `${model} ${metric} is ${value}`).toBe(true);
    }
  }
}

/** Saves what the button offers. */
export async function download(page: Page, testId: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId(testId).first().click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The rows of a saved CSV without quotes, by column. */
export function rowsOf(bytes: Buffer): Record<string, string>[] {
  const [header = '', ...lines] = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index] ?? '', cell])));
}

export async function workerNamed(page: Page, name: string): Promise<Worker> {
  for (const worker of page.workers()) {
    if ((await worker.evaluate(() => self.name)) === name) return worker;
  }
  throw new Error(`no worker is called ${name}`);
}

/** A monthly series with a trend and a season, as text. */
export function monthlyCsv(months: number, value: (month: number) => number | string = wavy): string {
  const lines = Array.from({ length: months }, (_, month) => {
    const year = 2000 + Math.floor(month / 12);
    return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01,${value(month)}`;
  });
  return `month,sales\n${lines.join('\n')}\n`;
}

function wavy(month: number): number {
  return Math.round(100 + month + 20 * Math.sin((month * Math.PI) / 6));
}

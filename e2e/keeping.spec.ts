import type { Page } from '@playwright/test';
import {
  choose,
  expect,
  expectData,
  expectResults,
  forecast,
  metricsOf,
  models,
  monthlyCsv,
  open,
  openDetails,
  openSample,
  rowOf,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

type SeenTraining = { checkpoint?: { epoch: number } };

/**
 * What the database of the page holds, the models whose results a run that is not over has there, and its trainings, under way or
 * over.
 */
async function seeKept(
  page: Page,
): Promise<{ counts: Record<string, number>; results: string[]; trainings: SeenTraining[] }> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((done) => {
        request.onsuccess = () => done(request.result);
      });
    const database = await settled(indexedDB.open('dropcast'));
    const counts: Record<string, number> = {};
    const results: string[] = [];
    const trainings: { checkpoint?: { epoch: number } }[] = [];
    for (const name of database.objectStoreNames) {
      const records = await settled(database.transaction(name).objectStore(name).getAll());
      counts[name] = records.length;
      for (const { name: piece, value } of name === 'pieces' ? records : []) {
        if (piece.startsWith('training ')) {
          for (const { checkpoint } of value)
            trainings.push(checkpoint ? { checkpoint: { epoch: checkpoint.epoch } } : {});
        }
        for (const { model } of value?.results ?? []) results.push(model);
      }
    }
    database.close();
    return { counts, results, trainings };
  });
}

async function countKept(page: Page): Promise<Record<string, number>> {
  return (await seeKept(page)).counts;
}

/** Twelve items for as many months. */
function itemsCsv(items: number, months = 48): string {
  const rows = Array.from({ length: items }, (_, item) =>
    Array.from({ length: months }, (_, month) => {
      const date = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      const season = 20 * Math.sin((month * Math.PI) / 6);
      return `${date},item ${item},${Math.round(100 + 5 * item + month + season + ((month * 7 + item) % 9))}`;
    }),
  );
  return `month,item,sales\n${rows.flat().join('\n')}\n`;
}

test('after a reload, file, settings and results are there again at once', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('restore')).toHaveCount(0);
  await choose(page, { name: 'sales.csv', text: monthlyCsv(72) });
  await expectData(page);
  await setNumber(page, 'horizon', 6);
  await useTinyNetwork(page);
  await forecast(page);
  const before = await metricsOf(page, 'lstm');
  await expect.poll(() => countKept(page)).toMatchObject({ files: 1, blobs: 1 });
  await page.reload();
  await expect(page.getByTestId('restore')).toContainText('Go on with sales.csv?');
  await expect(page.getByTestId('restore')).toContainText('forecast of');
  await page.getByTestId('restore-go-on').click();
  await expectData(page);
  await expectResults(page);
  await page.getByTestId('advanced').click();
  await expect(page.getByTestId('horizon')).toHaveValue('6');
  await expect(page.getByTestId('epochs')).toHaveValue('2');
  expect(await metricsOf(page, 'lstm')).toEqual(before);
  await expect(page.getByText('Changed since the results shown')).toHaveCount(0);
  // It is the file of before that goes on, not one more.
  expect(await countKept(page)).toMatchObject({ files: 1, blobs: 1 });
});

test('a run that a reload breaks off goes on with what is left of it, to the same numbers', async ({
  page,
  context,
}) => {
  const begin = async (on: Page, name: string) => {
    await open(on);
    await choose(on, { name, text: monthlyCsv(120, (month) => 100 + month + ((month * 37) % 23)) });
    await expectData(on);
    // Long enough that what is quick is kept well before the networks are through.
    await useTinyNetwork(on, 240);
    await setNumber(on, 'hidden-size', 128);
    await setNumber(on, 'layers', 3);
    await setNumber(on, 'patch-length', 1);
    await on.getByTestId('forecast-button').click();
  };
  const numbers = (on: Page) =>
    Promise.all((['ets', 'lstm', 'transformer'] as const).map((model) => metricsOf(on, model)));
  const undisturbed = await context.newPage();
  await begin(undisturbed, 'whole.csv');
  await expectResults(undisturbed);
  const expected = await numbers(undisturbed);
  await undisturbed.close();

  await begin(page, 'broken.csv');
  await openDetails(page);
  await expect(page.getByTestId('leaderboard').locator('[data-model="ets"]')).toBeVisible();
  const timeOfEts = () => rowOf(page, 'ets').locator('td').last().innerText();
  const taken = await timeOfEts();
  // What is done is kept a moment later.
  await expect.poll(async () => (await seeKept(page)).results).toContain('ets');
  const asked = page.waitForEvent('dialog');
  const leaving = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await leaving;
  await expect(page.getByTestId('restore')).toContainText('broken.csv');
  // However soon it is over: what is left is seen to run.
  await page.evaluate(() => {
    const look = () => {
      if (document.querySelector('[data-testid="cancel-button"]')) Object.assign(window, { sawRun: true });
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByTestId('restore-go-on').click();
  await expectResults(page);
  expect(await page.evaluate(() => 'sawRun' in window)).toBe(true);
  // What was done is not done again: it took the time it had taken.
  expect(await timeOfEts()).toBe(taken);
  expect(await numbers(page)).toEqual(expected);
});

test('a network in the middle of its training goes on from there, after a reload and after a crash, to the same numbers', async ({
  page,
  context,
}) => {
  const epochs = 150;
  const begin = async (on: Page, name: string) => {
    await open(on);
    await choose(on, { name, text: monthlyCsv(360, (month) => 100 + month / 5 + ((month * 37) % 23)) });
    await expectData(on);
    for (const model of models) {
      const box = on.getByTestId(`model-${model}`);
      if (model !== 'seasonal-naive') await box.setChecked(model === 'lstm');
    }
    await useTinyNetwork(on, epochs);
    await setNumber(on, 'hidden-size', 192);
    // So slow that no epoch is the last before all are done.
    await setNumber(on, 'learning-rate', 0.00001);
    await on.getByTestId('forecast-button').click();
  };
  const lstm = (on: Page) => on.getByTestId('progress').locator('[data-model="lstm"]');
  /** Epochs done by the latest checkpoint, and trainings that are over. */
  const checkpointOf = (on: Page) =>
    seeKept(on).then(({ trainings }) => ({
      epoch: Math.max(-1, ...trainings.map(({ checkpoint }) => checkpoint?.epoch ?? -1)),
      over: trainings.filter(({ checkpoint }) => !checkpoint).length,
    }));
  /** Goes on and tells the first epoch that is seen. */
  const goOn = async (on: Page, phase: string): Promise<number> => {
    await on.evaluate((wanted) => {
      const look = () => {
        const row = document.querySelector(`[data-testid="progress"] [data-model="lstm"][data-phase="${wanted}"]`);
        const epoch = /Epoch (\d+) of/.exec(row?.textContent ?? '')?.[1];
        if (epoch && !('firstEpoch' in window)) Object.assign(window, { firstEpoch: Number(epoch) });
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    }, phase);
    await on.getByTestId('restore-go-on').click();
    return (
      await on.waitForFunction(() => (window as { firstEpoch?: number }).firstEpoch)
    ).jsonValue() as Promise<number>;
  };

  const undisturbed = await context.newPage();
  await begin(undisturbed, 'whole.csv');
  await expectResults(undisturbed, ['seasonal-naive', 'lstm']);
  const expected = await metricsOf(undisturbed, 'lstm');
  expect((await seeKept(undisturbed)).trainings).toEqual([]);
  await undisturbed.close();

  await begin(page, 'broken.csv');
  await expect.poll(async () => (await checkpointOf(page)).epoch).toBeGreaterThan(3);
  const first = await checkpointOf(page);
  await expect(lstm(page)).toHaveAttribute('data-phase', 'fit');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  const firstSeen = await goOn(page, 'fit');
  expect(firstSeen).toBeGreaterThanOrEqual(first.epoch);

  // Now in the second training, with the first over.
  await expect.poll(() => checkpointOf(page)).toMatchObject({ over: 1 });
  await expect.poll(async () => (await checkpointOf(page)).epoch).toBeGreaterThan(3);
  const second = await checkpointOf(page);
  await expect(lstm(page)).toHaveAttribute('data-phase', 'refit');
  await page.close({ runBeforeUnload: false });
  const next = await context.newPage();
  await next.goto('./?backend=wasm');
  expect(await goOn(next, 'refit')).toBeGreaterThanOrEqual(second.epoch);
  await expectResults(next, ['seasonal-naive', 'lstm']);
  expect(await metricsOf(next, 'lstm')).toEqual(expected);
  await expect.poll(async () => (await seeKept(next)).trainings).toEqual([]);
});

test('what has just ended is there after a reload that same moment', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'sales.csv', text: monthlyCsv(72) });
  await expectData(page);
  await useTinyNetwork(page);
  await page.getByTestId('forecast-button').click();
  await expect(page.getByTestId('cancel-button')).toBeVisible();
  await page.waitForFunction(() => !document.querySelector('[data-testid="cancel-button"]'));
  await page.reload();
  await expect(page.getByTestId('restore')).toContainText('forecast of');
  await page.getByTestId('restore-go-on').click();
  await expectData(page);
  await expect(page.getByTestId('cancel-button')).toHaveCount(0);
  await openDetails(page);
  await expect(rowOf(page, 'lstm')).toBeVisible();
});

test('all series: a tab closed in the middle goes on with the rest', async ({ page, context }) => {
  await open(page);
  await choose(page, { name: 'items.csv', text: itemsCsv(150) });
  await page.getByTestId('tab-all-series').click();
  await page.getByTestId('all-run').click();
  const progress = (on: Page) => on.locator('[data-testid="all-progress"][data-stage="tests"]');
  await expect(progress(page)).toContainText(/Tested: [1-9]\d* of 150/);
  // Whatever had come by then is written with the next but one.
  const { pieces = 0 } = await countKept(page);
  await expect.poll(async () => (await countKept(page)).pieces).toBeGreaterThan(pieces + 1);
  await page.close({ runBeforeUnload: false });

  const next = await context.newPage();
  await next.goto('./?backend=wasm');
  await expect(next.getByTestId('restore')).toContainText('150 series');
  await next.getByTestId('restore-go-on').click();
  // It goes on by itself, with fewer than all.
  await expect(progress(next)).toBeVisible();
  await expect(progress(next)).not.toContainText('150');
  await expect(next.getByTestId('all-run')).toBeDisabled({ timeout: 300_000 });
  const rows = next.getByTestId('all-table').locator('[data-series]');
  await expect(rows.first().locator('[data-field="miss"]')).not.toHaveAttribute('data-value', '');
});

test.describe('where the browser refuses to keep anything', () => {
  test('that is said, and the run ends well', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(indexedDB, 'open', {
        value: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await openSample(page, 'air-passengers');
    await expect(page.getByTestId('keeping-note')).toHaveAttribute('data-state', 'refused');
    await useTinyNetwork(page);
    await forecast(page);
    await expectResults(page, models);
  });

  test('so is a full one', async ({ page }) => {
    await page.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await openSample(page, 'air-passengers');
    await expect(page.getByTestId('keeping-note')).toHaveAttribute('data-state', 'full');
    await useTinyNetwork(page);
    await forecast(page);
    await expectResults(page, models);
  });
});

test('two tabs do not take each other’s work; everything is deleted by one button, and nothing kept by a switch', async ({
  page,
  context,
}) => {
  await openSample(page, 'air-passengers');
  await expect.poll(() => countKept(page)).toMatchObject({ files: 1 });
  const other = await context.newPage();
  await open(other);
  await expect(other.getByTestId('restore')).toHaveCount(0);
  await other.getByTestId('file-menu').click();
  await expect(other.getByTestId('kept-file')).toContainText('open in another tab');
  await other.keyboard.press('Escape');
  await choose(other, { name: 'mine.csv', text: monthlyCsv(60) });
  await expectData(other);
  await expect.poll(() => countKept(other)).toMatchObject({ files: 2, blobs: 2 });
  await other.getByTestId('file-menu').click();
  await expect(other.getByTestId('kept-bytes')).toContainText('kB');
  await other.getByTestId('delete-kept').click();
  await expect(other.getByTestId('kept-file')).toHaveCount(0);
  expect(await countKept(other)).toEqual({ files: 0, blobs: 0, pieces: 0 });
  // The first tab notices that its file is gone, and works on.
  await setNumber(page, 'horizon', 5);
  await useTinyNetwork(page);
  await forecast(page);
  await other.waitForTimeout(1000);
  expect(await countKept(other)).toEqual({ files: 0, blobs: 0, pieces: 0 });
  await other.getByTestId('keep-nothing').check();
  await other.keyboard.press('Escape');
  await other.reload();
  await choose(other, { name: 'mine.csv', text: monthlyCsv(60) });
  await expectData(other);
  await other.waitForTimeout(1000);
  expect(await countKept(other)).toEqual({ files: 0, blobs: 0, pieces: 0 });
});

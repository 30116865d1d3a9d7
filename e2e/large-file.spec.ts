import { open as openFile } from 'node:fs/promises';
import { expect, expectData, open, test } from './journey.ts';

const rowCount = 400_000;

/** Some 20 MB: a value a minute, with columns that are not asked for. */
async function writeLargeCsv(path: string): Promise<number> {
  const file = await openFile(path, 'w');
  await file.write('time,sensor,load,note\n');
  const startMs = Date.UTC(2023, 0, 1);
  for (let row = 0; row < rowCount; ) {
    const lines: string[] = [];
    for (const end = Math.min(row + 10_000, rowCount); row < end; row += 1) {
      const time = new Date(startMs + row * 60_000).toISOString().slice(0, 19).replace('T', ' ');
      const load = 100 + 40 * Math.sin((row * Math.PI) / 720) + ((row * 7919) % 97) / 10;
      lines.push(`${time},station-${row % 3},${load.toFixed(3)},all is well`);
    }
    await file.write(`${lines.join('\n')}\n`);
  }
  const { size } = await file.stat();
  await file.close();
  return size;
}

test('a large file is read with progress while the page stays free', async ({ page }, info) => {
  const path = info.outputPath('large.csv');
  const bytes = await writeLargeCsv(path);
  await open(page);
  await page.evaluate(() => {
    const log = {
      tasks: [] as { start: number; end: number }[],
      steps: new Set<string>(),
      begunAt: Number.POSITIVE_INFINITY,
      readAt: Number.POSITIVE_INFINITY,
    };
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        log.tasks.push({ start: startTime, end: startTime + duration });
      }
    }).observe({ type: 'longtask' });
    new MutationObserver(() => {
      const value = document.querySelector('[data-testid="read-progress"] [role="progressbar"]')?.ariaValueNow;
      if (value) log.steps.add(value);
      if (value) log.begunAt = Math.min(log.begunAt, performance.now());
      if (document.querySelector('[data-testid="read-summary"]')) log.readAt = Math.min(log.readAt, performance.now());
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { readingLog: log });
  });
  await page.getByTestId('file-input').setInputFiles(path);
  await expect(page.getByTestId('read-summary')).toContainText('400,000');
  await expectData(page);
  const { shareBusy, steps } = await page.evaluate(() => {
    type Log = { tasks: { start: number; end: number }[]; steps: Set<string>; begunAt: number; readAt: number };
    const { tasks, begunAt, readAt, steps } = (window as unknown as { readingLog: Log }).readingLog;
    // The task that shows the summary draws the chart as well: the reading is over by then.
    const whileReading = tasks.filter(({ start, end }) => start > begunAt && end < readAt - 1);
    const busyMs = whileReading.reduce((sum, { start, end }) => sum + end - start, 0);
    return { shareBusy: busyMs / (readAt - begunAt), steps: [...steps].map(Number) };
  });
  // What is read on the page's own thread keeps it busy throughout. How long is for the benchmark `open` to say.
  expect(shareBusy).toBeLessThan(0.5);
  expect(steps.length).toBeGreaterThan(1);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(bytes).toBeGreaterThan(15_000_000);
});

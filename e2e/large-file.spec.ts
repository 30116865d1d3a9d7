import { open as openFile } from 'node:fs/promises';
import { expect, expectData, open, test } from './journey.ts';

const rowCount = 400_000;
const longestTaskMs = 100;

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
      if (document.querySelector('[data-testid="read-summary"]')) log.readAt = Math.min(log.readAt, performance.now());
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { readingLog: log });
  });
  const startMs = Date.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await expect(page.getByTestId('read-summary')).toContainText('400,000', { timeout: 60_000 });
  const seconds = (Date.now() - startMs) / 1000;
  await expectData(page);
  const { whileReading, drawing, steps } = await page.evaluate(() => {
    type Log = { tasks: { start: number; end: number }[]; steps: Set<string>; readAt: number };
    const { tasks, readAt, steps } = (window as unknown as { readingLog: Log }).readingLog;
    const longest = (some: Log['tasks']) => Math.max(0, ...some.map(({ start, end }) => end - start));
    // The task that shows the summary draws the chart as well: the reading is over by then.
    return {
      whileReading: longest(tasks.filter(({ end }) => end < readAt - 1)),
      drawing: longest(tasks.filter(({ end }) => end >= readAt - 1)),
      steps: steps.size,
    };
  });
  console.log(
    `${(bytes / 1e6).toFixed(1)} MB read in ${seconds.toFixed(1)} s with ${steps} steps of progress; longest task: ` +
      `${whileReading} ms while reading, ${drawing} ms while drawing`,
  );
  expect(steps).toBeGreaterThan(2);
  expect(whileReading).toBeLessThanOrEqual(longestTaskMs);
});

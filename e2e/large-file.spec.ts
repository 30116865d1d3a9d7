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
    const state = { tasks: [] as number[], steps: new Set<string>() };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) state.tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    new MutationObserver(() => {
      const value = document.querySelector('[data-testid="read-progress"] [role="progressbar"]')?.ariaValueNow;
      if (value) state.steps.add(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { readingLog: state });
  });
  const startMs = Date.now();
  await page.getByTestId('file-input').setInputFiles(path);
  await expect(page.getByTestId('read-summary')).toContainText('400,000', { timeout: 60_000 });
  const seconds = (Date.now() - startMs) / 1000;
  await expectData(page);
  const { tasks, steps } = await page.evaluate(() => {
    const { readingLog } = window as unknown as { readingLog: { tasks: number[]; steps: Set<string> } };
    return { tasks: readingLog.tasks, steps: [...readingLog.steps] };
  });
  const longest = Math.max(0, ...tasks);
  console.log(
    `${(bytes / 1e6).toFixed(1)} MB read in ${seconds.toFixed(1)} s, longest task ${longest} ms, ${steps.length} steps of progress`,
  );
  expect(steps.length).toBeGreaterThan(2);
  expect(longest).toBeLessThanOrEqual(longestTaskMs);
});

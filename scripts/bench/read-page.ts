/** Makes a large CSV in memory and reads it in workers, by papaparse alone and by the app, in turns. */
import { WorkerClient } from '../../src/worker/client.ts';

export type OneReading = { ms: number; longestTaskMs: number; progressReports: number };

declare global {
  interface Window {
    /** Makes the file, and says how many bytes it has. */
    makeFile: (rows: number) => number;
    readFile: (by: 'papaparse' | 'app') => Promise<OneReading>;
  }
}

const rowsInPart = 10_000;

/** Rows of about 67 bytes: a time, two texts, a whole number and three with fractions. */
function makeCsv(rows: number): File {
  const parts: string[] = ['date,store,item,sales,price,temperature,weight\n'];
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const startMs = Date.UTC(2015, 0, 1);
  for (let row = 0; row < rows; row += rowsInPart) {
    const lines: string[] = [];
    for (let i = row; i < Math.min(row + rowsInPart, rows); i++) {
      const time = new Date(startMs + i * 60_000).toISOString().slice(0, 19).replace('T', ' ');
      const [store, item] = [Math.floor(random() * 50), Math.floor(random() * 2000)];
      const numbers = [random() * 500, random() * 90 + 10, random() * 60 - 20, random() * 1000];
      const [sales, price, temperature, weight] = numbers;
      lines.push(
        `${time},store ${String(store).padStart(2, '0')},item-${String(item).padStart(6, '0')},${Math.floor(sales)},` +
          `${price.toFixed(2)},${temperature.toFixed(1)},${weight.toFixed(6)}\n`,
      );
    }
    parts.push(lines.join(''));
  }
  return new File(parts, 'bench.csv', { type: 'text/csv' });
}

function readByPapaparse(file: File): Promise<{ rows: number; ms: number }> {
  const worker = new Worker(new URL('./papaparse-alone.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(file);
  });
}

async function readByApp(file: File): Promise<{ rows: number; ms: number; reports: number }> {
  const client = new WorkerClient(
    () => new Worker(new URL('../../src/worker/data.worker.ts', import.meta.url), { type: 'module' }),
  );
  let reports = 0;
  const startMs = performance.now();
  const result = await client.call('read-table', { name: file.name, blob: file }, { onProgress: () => reports++ });
  const ms = performance.now() - startMs;
  client.end('done');
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return { rows: result.value.profile.rowCount, ms, reports };
}

let made: { file: File; rows: number } | null = null;

window.makeFile = (rows) => {
  made = { file: makeCsv(rows), rows };
  return made.file.size;
};

window.readFile = async (by) => {
  if (!made) throw new Error('there is no file yet');
  const { file, rows } = made;
  let longestTaskMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  observer.observe({ type: 'longtask' });
  const read = by === 'app' ? await readByApp(file) : { ...(await readByPapaparse(file)), reports: 0 };
  await new Promise((resolve) => setTimeout(resolve, 50));
  observer.disconnect();
  // Papaparse counts the header, and the end of the last line.
  if (by === 'app' ? read.rows !== rows : read.rows < rows) throw new Error(`${by}: ${read.rows} rows of ${rows}`);
  return { ms: read.ms, longestTaskMs, progressReports: read.reports };
};

/** An analysis is a folder and one line in a list: the app with one more of them, built from a copy of the sources. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { serveFolder } from '../scripts/serve.mjs';
import { expect, monthlyCsv, test } from './journey.ts';

const parts = ['src', 'scripts', 'public', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', 'LICENSE'];

/** Puts the toy of the tests where an analysis belongs: its imports of what lies outside its folder are a folder nearer. */
async function addToy(root: string): Promise<void> {
  const folder = join(root, 'src/analyses/toy');
  await cp(join(root, 'src/analyses/testing/toy'), folder, { recursive: true });
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.tsx?$/.test(name)) continue;
    const path = join(folder, name);
    const leaving = name.includes('/') ? /'\.\.\/(\.\.\/\.\.\/)/g : /'\.\.\/(\.\.\/)/g;
    await writeFile(path, (await readFile(path, 'utf8')).replace(leaving, "'$1"));
  }
  const list = join(root, 'src/analyses/list.ts');
  const text = await readFile(list, 'utf8');
  const longer = text.replace("'data'] as const", "'data', 'toy'] as const");
  expect(longer).not.toBe(text);
  await writeFile(list, longer);
}

test.describe('one more analysis', () => {
  let root: string;
  test.use({
    baseURL: async ({ browserName: _ }, use) => {
      // Not in node_modules, where everything is taken for a package.
      const cache = join(process.cwd(), 'test-results');
      await mkdir(cache, { recursive: true });
      root = await mkdtemp(join(cache, 'toy-analysis-'));
      await Promise.all(parts.map((part) => cp(part, join(root, part), { recursive: true })));
      await addToy(root);
      const vite = join(process.cwd(), 'node_modules/vite/bin/vite.js');
      await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: root });
      const server = await serveFolder(join(root, 'dist'), {});
      await use(server.url);
      await server.close();
      await rm(root, { recursive: true, force: true });
    },
  });

  test('is offered beside the others, prepares its input, does its jobs in the workers and shows them', async ({
    page,
  }) => {
    await page.goto('./?backend=wasm');
    const file = {
      name: 'orders.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('order,item\nA1,tea\nA2,camomile\nA3,milk\n'),
    };
    await page.getByTestId('file-input').setInputFiles(file);
    await expect(page.getByTestId('tab-forecast')).toHaveAttribute('aria-disabled', 'true');
    await page.getByTestId('tab-toy').click();
    await expect(page.getByTestId('toy-longest')).toContainText('item: ?');
    await page.getByTestId('toy-run').click();
    await expect(page.getByTestId('toy-longest')).toContainText('item: camomile');

    const numbers = { ...file, name: 'numbers.csv', buffer: Buffer.from(monthlyCsv(72)) };
    await page.getByTestId('file-input').setInputFiles(numbers);
    await expect(page.getByTestId('refusal-toy')).toHaveText('Toy: there is no column of texts.');
  });
});

/**
 * The JavaScript a first visit loads, before anything is clicked: the page's scripts and modulepreloads and whatever
 * they import statically. What a worker or a dynamic import loads later is not part of it. As a program it measures the whole of dist/
 * besides, and the page in one file.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { oneFileName } from './built-files.mjs';

const budgetKilobytes = 140;
const mostOneFileKilobytes = 8000;
const forbidden = /node_modules\/@tensorflow\//;

/** @param {string} html @returns {string[]} addresses of module scripts and modulepreloads, relative to the page */
export function scriptsOfPage(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const attribute = tag.startsWith('<script') ? 'src' : /rel=["']?modulepreload/.test(tag) ? 'href' : null;
    const address = attribute && new RegExp(`\\b${attribute}=["']([^"']+)["']`).exec(tag)?.[1];
    return address ? [address] : [];
  });
}

/** @param {string} source minified ES module @returns {string[]} addresses it imports statically */
export function staticImports(source) {
  return [...source.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, address]) => address ?? '');
}

/**
 * @param {(path: string) => Promise<string>} read a file of the built site
 * @returns {Promise<{ files: { path: string, gzipBytes: number }[], gzipBytes: number, forbiddenSources: string[] }>}
 */
export async function measureFirstLoad(read) {
  const queue = scriptsOfPage(await read('index.html')).map((address) => posix.normalize(address));
  /** @type {Map<string, number>} */
  const sizes = new Map();
  /** @type {string[]} */
  const forbiddenSources = [];
  for (const path of queue) {
    if (sizes.has(path)) continue;
    const source = await read(path);
    sizes.set(path, gzipSync(source, { level: 9 }).length);
    queue.push(...staticImports(source).map((address) => posix.join(posix.dirname(path), address)));
    // A file of public/ and the bundler's own few lines have no map and hold nothing but themselves.
    if (!path.startsWith('assets/') || /rolldown-runtime|preload-helper/.test(path)) continue;
    /** @type {{ sources: string[] }} */
    const map = JSON.parse(await read(`${path}.map`));
    forbiddenSources.push(...map.sources.filter((name) => forbidden.test(name)));
  }
  const files = [...sizes].map(([path, gzipBytes]) => ({ path, gzipBytes }));
  return { files, gzipBytes: files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0), forbiddenSources };
}

/** Of all files in a folder but source maps and the page in one file. @param {string} folder */
async function measureAll(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && entry.name !== oneFileName);
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const content = await readFile(join(parentPath, name));
      return { bytes: content.length, gzipBytes: gzipSync(content).length };
    }),
  );
  const sum = (/** @type {'bytes' | 'gzipBytes'} */ key) => sizes.reduce((total, size) => total + size[key], 0);
  return { files: files.length, bytes: sum('bytes'), gzipBytes: sum('gzipBytes') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, gzipBytes, forbiddenSources } = await measureFirstLoad((path) => readFile(join('dist', path), 'utf8'));
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  for (const file of files) console.log(`${kilobytes(file.gzipBytes).padStart(10)}  ${file.path}`);
  console.log(`First load: ${kilobytes(gzipBytes)} of JavaScript (gzip); the budget is ${budgetKilobytes} kB.`);
  const all = await measureAll('dist');
  console.log(
    `All ${all.files} files: ${kilobytes(all.bytes)}, ${kilobytes(all.gzipBytes)} by gzip, without source maps.`,
  );
  const one = await readFile(join('dist', oneFileName));
  const mostBytes = mostOneFileKilobytes * 1000;
  console.log(
    `${oneFileName}: ${kilobytes(one.length)}, ${kilobytes(gzipSync(one).length)} by gzip; at most ${mostOneFileKilobytes} kB.`,
  );
  if (one.length > mostBytes) console.error('That is more.');
  if (files.length === 0) console.error('The page has no script.');
  if (gzipBytes > budgetKilobytes * 1000) console.error('That is over the budget.');
  for (const source of forbiddenSources) console.error(`It must load in a worker only: ${source}`);
  const isSmall = gzipBytes <= budgetKilobytes * 1000 && one.length <= mostBytes;
  const held = files.length > 0 && isSmall && forbiddenSources.length === 0;
  process.exitCode = held ? 0 : 1;
}

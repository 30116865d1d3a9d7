/**
 * Writes licences.txt beside the built page: the notices of all packages of which something is in the bundles, those of the
 * workers included. A package without any notice fails the build.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const fromHere = createRequire(import.meta.url);
const packageRoot = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const noticeFile = /^(licen[sc]e|copying|notice)/i;

/** What the bundler puts into a bundle without a module of a package. */
const ofBundler = [
  { pattern: /^\0?vite\//, root: dirname(fromHere.resolve('vite/package.json')) },
  { pattern: /\?wasm-kernels/, root: dirname(fromHere.resolve('assemblyscript/package.json')) },
];

const opening = `Dropcast is under the MIT licence. What follows are the notices of the packages that it is built with, and of data.
`;

/** Data that the page holds, with who made them and under what licence. */
const data = `Public holidays
Made from the data of date-holidays by commenthol and contributors, https://github.com/commenthol/date-holidays, under
Creative Commons Attribution-ShareAlike 3.0, https://creativecommons.org/licenses/by-sa/3.0/, and under the same licence
themselves. The data rely on Wikipedia; the articles are named in the LICENSE of date-holidays.

Samples
Sources and licences: samples/README.md.
`;

/** @param {string} id of a module in a bundle @returns {string | null} the folder of its package; null for the app's own */
function packageOf(id) {
  const path = id.replace(/^\0/, '');
  return ofBundler.find(({ pattern }) => pattern.test(id))?.root ?? packageRoot.exec(path)?.[1] ?? null;
}

/** Copyright lines at the head of a module. @param {string} source */
function headOf(source) {
  const comment = /^\s*(?:'use strict';\s*)?\/\*[*!]?([\s\S]*?)\*\//.exec(source)?.[1] ?? '';
  if (!/copyright/i.test(comment)) return null;
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?|^\s*=+$|@license/g, '').trimEnd());
  return lines.join('\n').trim();
}

/** @param {string} root @param {readonly string[]} modules of the package */
async function noticeOf(root, modules) {
  const { name, version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const files = (await readdir(root)).filter((file) => noticeFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  // Vite goes on with the licences of what its command line is made of.
  const notices = texts.map((text) => text.split('\n# Licenses of bundled dependencies')[0] ?? text);
  for (const path of notices.length > 0 ? [] : modules) {
    const head = headOf(await readFile(path, 'utf8'));
    if (!head || notices.includes(head)) continue;
    notices.push(head);
    break;
  }
  if (notices.length > 0 && files.length === 0 && license === 'Apache-2.0') {
    notices.push(await readFile(fromHere.resolve('assemblyscript/LICENSE'), 'utf8'));
  }
  if (notices.length === 0) throw new Error(`${name} is in the bundles, and comes without any notice of its licence.`);
  return { title: `${name} ${version} (${license})`, text: notices.map((notice) => notice.trim()).join('\n\n') };
}

/**
 * @param {Iterable<string>} ids of the modules in the bundles
 * @returns {Promise<string>}
 */
export async function writeLicences(ids) {
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  for (const id of ids) {
    const root = packageOf(id);
    if (!root) continue;
    const path = id.replace(/^\0|\?.*$/g, '');
    packages.set(root, [...(packages.get(root) ?? []), ...(path.startsWith(root) ? [path] : [])]);
  }
  const notices = await Promise.all([...packages].map(([root, modules]) => noticeOf(root, modules.sort())));
  notices.sort((a, b) => (a.title < b.title ? -1 : 1));
  const rule = '='.repeat(80);
  return [opening, data, ...notices.map(({ title, text }) => `${title}\n\n${text}\n`)].join(`\n${rule}\n\n`);
}

/**
 * Two plugins that know of each other: one notes what the workers' bundles hold, one the page's, and writes the file.
 *
 * @returns {{ ofPage: import('vite').Plugin, ofWorkers: () => import('vite').Plugin }}
 */
export function licences() {
  /** @type {Set<string>} */
  const modules = new Set();
  /** @param {Record<string, { type: string, moduleIds?: string[] }>} bundle */
  const note = (bundle) => {
    for (const { moduleIds = [] } of Object.values(bundle)) for (const id of moduleIds) modules.add(id);
  };
  return {
    ofWorkers: () => ({ name: 'licences-of-workers', generateBundle: (_, bundle) => note(bundle) }),
    ofPage: {
      name: 'licences',
      apply: 'build',
      async generateBundle(_, bundle) {
        note(bundle);
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: await writeLicences(modules) });
      },
    },
  };
}

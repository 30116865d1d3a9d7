/**
 * Writes dist/sw.js: the service worker of src/offline with the list of all files of the build and a version made from what is in
 * them. Not kept for use without a connection: source maps, the page in one file, and what only people
 * and hosts read.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { headersFileName, oneFileName } from './built-files.mjs';

const entry = fileURLToPath(new URL('../src/offline/offline.worker.ts', import.meta.url));
const left = new RegExp(`\\.map$|^sw\\.js$|^(${oneFileName}|${headersFileName})$|^samples/README\\.md$`);

/** @param {string} folder @returns {Promise<string[]>} paths of the files in it, from it, in alphabetical order */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((found) => found.isFile()).map((found) => join(found.parentPath, found.name));
  return paths.map((path) => relative(folder, path).split(sep).join('/')).sort();
}

/**
 * @param {string} folder of the built page
 * @returns {Promise<import('../src/offline/kept-files.ts').Build>}
 */
async function describeBuild(folder) {
  const files = (await listFiles(folder)).filter((path) => !left.test(path));
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
  // The page is asked for by its folder: some hosts redirect from index.html.
  return { version: hash.digest('hex').slice(0, 12), files: files.map((file) => (file === 'index.html' ? '' : file)) };
}

/** @returns {import('vite').Plugin} */
export function serviceWorker() {
  let folder = 'dist';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { build: JSON.stringify(await describeBuild(folder)) },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: 'es2023',
          lib: { entry, formats: ['iife'], name: 'dropcast', fileName: () => 'sw.js' },
        },
      });
    },
  };
}

/**
 * Runs the app's own TypeScript in Node: bundles an entry file once into a folder of its own, to be imported from there, by
 * worker threads too. The folder lies in node_modules, so that the bundle finds the binaries of packages.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { wasmKernels } from './wasm-kernels.mjs';

// What tfjs's wasm backend takes for given in Node.
const banner = `import { createRequire as createRequireOfBanner } from 'node:module';
const require = createRequireOfBanner(import.meta.url);
const __dirname = import.meta.dirname ?? new URL('.', import.meta.url).pathname;`;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string} entry path of a TypeScript file, from the project's folder
 * @returns {Promise<{ url: string, dispose: () => Promise<void> }>} address of the bundle, and what removes it
 */
export async function bundleSource(entry) {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'dropcast-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [wasmKernels()],
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'source.mjs', banner } },
    },
  });
  return {
    url: pathToFileURL(join(outDir, 'source.mjs')).href,
    dispose: () => rm(outDir, { recursive: true, force: true }),
  };
}

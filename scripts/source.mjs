/**
 * Runs the app's own TypeScript in Node: bundles an entry file once into a folder of its own, to be imported from there, by
 * worker threads too. The folder lies in node_modules, so that the bundle finds the binaries of packages, and goes with the
 * process, however that ends.
 */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endSignals, interruptedExitCode } from './interrupt.mjs';
import { wasmKernels } from './wasm-kernels.mjs';

// What tfjs's wasm backend takes for given in Node.
const banner = `import { createRequire as createRequireOfBanner } from 'node:module';
const require = createRequireOfBanner(import.meta.url);
const __dirname = import.meta.dirname ?? new URL('.', import.meta.url).pathname;`;

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache');
const prefix = 'dropcast-';

/** @type {Set<string>} */
const folders = new Set();

function removeAll() {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

/** Ends the process where nothing else has been arranged for the signal, so that it leaves by way of `exit`. */
function leave() {
  for (const signal of endSignals) process.removeListener(signal, leave);
  if (endSignals.every((signal) => process.listenerCount(signal) === 0)) process.exit(interruptedExitCode);
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Removes what processes left behind that had no chance to. */
async function sweep() {
  for (const name of await readdir(cache)) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length).split('-')[0] : Number.NaN);
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** @param {string} entry */
const nameOf = (entry) => `${entry.replaceAll(/[^a-z0-9]+/gi, '-')}.mjs`;

/**
 * With DROPCAST_BUNDLES in the environment, a folder of bundles made before, those are used: for tests of many processes.
 *
 * @param {string} entry path of a TypeScript file, from the project's folder
 * @returns {Promise<{ url: string, dispose: () => Promise<void> }>} address of the bundle, and what removes it
 */
export async function bundleSource(entry) {
  const made = process.env.DROPCAST_BUNDLES;
  if (made) return { url: pathToFileURL(join(made, nameOf(entry))).href, dispose: async () => {} };
  await mkdir(cache, { recursive: true });
  await sweep();
  if (folders.size === 0) {
    process.once('exit', removeAll);
    for (const signal of endSignals) process.on(signal, leave);
  }
  const outDir = await mkdtemp(join(cache, `${prefix}${process.pid}-`));
  folders.add(outDir);
  const name = nameOf(entry);
  // Loaded only when there is something to bundle: it is large.
  const { build } = await import('vite');
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
      rolldownOptions: { output: { entryFileNames: name, banner } },
    },
  });
  return {
    url: pathToFileURL(join(outDir, name)).href,
    dispose: async () => {
      await rm(outDir, { recursive: true, force: true });
      folders.delete(outDir);
    },
  };
}

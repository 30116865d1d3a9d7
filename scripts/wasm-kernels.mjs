/**
 * Compiles src/compute/wasm-kernels, which is AssemblyScript, wherever it is imported as `index.ts?wasm-kernels` (SIMD) or
 * `index.ts?wasm-kernels=relaxed` (with fused multiply-add as well). The module is the binary in base64: no address to
 * fetch, so it runs alike in a page, a worker, under any Content-Security-Policy that allows wasm, and in Node.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/wasm-kernels');
const { version } = createRequire(import.meta.url)('assemblyscript/package.json');
const query = /^(.*)\?wasm-kernels(=relaxed)?$/;

/** @param {boolean} relaxed */
function flagsOf(relaxed) {
  const features = relaxed ? ['simd', 'relaxed-simd'] : ['simd'];
  return [
    ...features.flatMap((feature) => ['--enable', feature]),
    ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
  ];
}

/** @param {string} entry @returns {Promise<string[]>} */
async function sourcesBeside(entry) {
  const names = await readdir(dirname(entry));
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(dirname(entry), name));
}

/** @param {string} entry @param {string[]} flags @returns {Promise<Uint8Array>} */
async function compile(entry, flags) {
  // Loaded only when there is something to compile: it is large.
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Uint8Array | null} */
  let binary = null;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...flags], {
    readFile: (name) => readFile(join(dirname(entry), name), 'utf8').catch(() => null),
    writeFile: (_, contents) => {
      binary = /** @type {Uint8Array} */ (contents);
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`The wasm kernels do not compile.\n${stderr.toString()}`);
  return binary;
}

/**
 * Where a compilation was the last one asked for. They go one after another: the compiler has settings that are global,
 * and two that write the same file would take it from each other.
 *
 * @type {Promise<unknown>}
 */
let before = Promise.resolve();

/** @param {string} entry @param {boolean} relaxed @returns {Promise<Uint8Array>} */
function compileInTurn(entry, relaxed) {
  const turn = before.then(() => compileOnce(entry, relaxed));
  before = turn.catch(() => null);
  return turn;
}

/** Compiled once for the same sources and flags. @param {string} entry @param {boolean} relaxed @returns {Promise<Uint8Array>} */
async function compileOnce(entry, relaxed) {
  const flags = flagsOf(relaxed);
  const hash = createHash('sha256').update(JSON.stringify([version, flags]));
  for (const source of await sourcesBeside(entry)) hash.update(await readFile(source));
  const path = join(cache, `${hash.digest('hex').slice(0, 32)}.wasm`);
  const known = await readFile(path).catch(() => null);
  if (known) return known;
  const binary = await compile(entry, flags);
  await mkdir(cache, { recursive: true });
  await writeFile(`${path}.${process.pid}`, binary);
  await rename(`${path}.${process.pid}`, path);
  return binary;
}

/** @returns {import('vite').Plugin} */
export function wasmKernels() {
  return {
    name: 'wasm-kernels',
    async load(id) {
      const [, entry, relaxed] = query.exec(id) ?? [];
      if (!entry) return null;
      for (const source of await sourcesBeside(entry)) this.addWatchFile(source);
      const binary = await compileInTurn(entry, relaxed !== undefined);
      return `export default '${Buffer.from(binary).toString('base64')}';`;
    },
  };
}

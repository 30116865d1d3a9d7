/** The list of rooms covers the tree and its packages, biome.json says the same, and each of its rules bites. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deepestOfAnalysis, isRoomRule, roomOf, roomRules, rooms } from './rooms.mjs';

const config = JSON.parse(await readFile('biome.json', 'utf8'));
const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));

const sources = (await readdir('src', { recursive: true }))
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path));
// AssemblyScript, which imports nothing.
const production = sources.filter(
  (path) => !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(path) && !path.startsWith('compute/wasm-kernels/'),
);

/** As an import names it. @param {string} pattern of the list */
const nameOf = (pattern) =>
  ({ 'hucre/**': 'hucre/xlsx', '@tensorflow/**': '@tensorflow/tfjs-core' })[pattern] ?? pattern.replace('/**', '/part');
const ofList = rooms.flatMap(({ packages = [] }) => packages);

describe('the list', () => {
  test('has a room for every file of src, and a file for every room that is none of an analysis', () => {
    expect(production.filter((path) => !roomOf(path))).toEqual([]);
    const used = new Set(production.map((path) => roomOf(path)?.path));
    expect(rooms.map(({ path }) => path).filter((path) => !used.has(path) && !path.startsWith('analyses/'))).toEqual(
      [],
    );
  });

  test('opens only files that there are', () => {
    const opened = new Set(rooms.flatMap(({ files = [] }) => files));
    expect([...opened].filter((file) => !sources.includes(file) && !file.startsWith('analyses/'))).toEqual([]);
  });

  test('has every package that is shipped, and no other', () => {
    const top = (/** @type {string} */ name) => new RegExp(`^${name.replace('/**', '(/.*)?')}$`);
    const shipped = Object.keys(dependencies);
    expect(shipped.filter((name) => !ofList.some((pattern) => top(pattern).test(name)))).toEqual([]);
    expect(ofList.filter((pattern) => !shipped.some((name) => top(pattern).test(name)))).toEqual([]);
  });

  test('cannot mistake a folder within a room for another room', () => {
    const reserved = new Set([...rooms.map(({ path }) => path.split('/')[0]), 'view']);
    const within = new Set(
      production.flatMap((path) => path.split('/').slice(path.startsWith('analyses/') ? 3 : 1, -1)),
    );
    expect([...within].filter((folder) => reserved.has(folder))).toEqual([]);
  });

  test('reaches the deepest folder of an analysis', () => {
    const depthOf = (/** @type {string} */ path) =>
      path.split('/').length - (roomOf(path)?.path.split('/').length ?? 0) - 1;
    const tooDeep = production.filter((path) => roomOf(path)?.path.includes('*') && depthOf(path) > deepestOfAnalysis);
    expect(tooDeep).toEqual([]);
  });

  test('is told in the README, room by room', async () => {
    const told = [...(await readFile('README.md', 'utf8')).matchAll(/^\| `src\/([^`]+)`/gm)].map(([, path]) => path);
    const tops = [...new Set(rooms.map(({ path }) => path.split('/')[0]))].filter((top) =>
      sources.some((path) => path.startsWith(`${top}/`)),
    );
    expect(told).toEqual(tops);
  });

  test('is what biome.json says: node scripts/rooms.mjs --write', () => {
    expect(config.overrides.filter(isRoomRule)).toEqual(roomRules());
  });
});

/** A file of the room, as deep in it as asked. @param {string} room @param {number} below */
function fileIn(room, below = 0) {
  if (/\.tsx?$/.test(room)) return room;
  return `${room.replace('*', 'own')}/${'inner/'.repeat(below)}any.ts`;
}

/** Files of src that a room may or may not import. */
const targets = [
  ...rooms.map(({ path }) => fileIn(path)),
  ...rooms.filter(({ path }) => path.includes('*')).map(({ path }) => fileIn(path.replace('*', 'other'))),
  ...rooms.flatMap(({ files = [] }) => files),
  'worker/server.ts',
  'compute/backend.ts',
  'forecasters/forecaster.ts',
  'evaluation/backtest.ts',
  'base/testing/any.ts',
];
const modules = [
  ...new Set([...ofList.map(nameOf), ...Object.keys(dependencies), 'date-holidays', 'vitest', 'node:fs', 'fs']),
];

/** A file with Node's modules belongs to its folder's room for those who import it. @param {string} target */
function importedAs(target) {
  const isNodeOnly = rooms.some(({ path, node }) => node && path === target);
  return isNodeOnly ? `${target.split('/')[0]}/any.ts` : target;
}

/** The list read as a sentence, with no pattern in between. @param {string} importer @param {string} target */
function mayImport(importer, target) {
  const from = roomOf(importer);
  if (!from || target.includes('/testing/')) return false;
  if (modules.includes(target)) return mayLoad(from, target);
  const to = roomOf(importedAs(target));
  if (!to) throw new Error(`${target} is in no room`);
  if (from.files?.includes(target)) return true;
  const analysisOf = (/** @type {string} */ path) => /^analyses\/([^/]+)\//.exec(path)?.[1];
  const apart = analysisOf(importer) !== undefined && analysisOf(importer) !== analysisOf(target);
  if (to.path.startsWith('analyses/') && analysisOf(target) && apart) return false;
  return to === from || from.rooms.includes(to.path);
}

/** @param {import('./rooms.mjs').Room} from @param {string} name */
function mayLoad({ node = false, packages = [] }, name) {
  if (name === 'node:fs') return node;
  return packages.some(
    (pattern) => pattern === name || (pattern.endsWith('/**') && name.startsWith(pattern.slice(0, -2))),
  );
}

/** @param {string} importer @param {string} target */
function specifierOf(importer, target) {
  if (modules.includes(target)) return target;
  const path = posix.relative(posix.dirname(importer), target);
  return path.startsWith('.') ? path : `./${path}`;
}

const importers = rooms.flatMap(({ path }) =>
  path.includes('*')
    ? Array.from({ length: deepestOfAnalysis + 1 }, (_, below) => fileIn(path, below))
    : [fileIn(path)],
);
/** Of one line each, by which what is refused is told apart. */
const forms = [
  (/** @type {string} */ from, /** @type {number} */ at) => `import * as it${at} from '${from}';`,
  (/** @type {string} */ from, /** @type {number} */ at) => `import type { It as It${at} } from '${from}';`,
  (/** @type {string} */ from, /** @type {number} */ at) => `export { it as it${at} } from '${from}';`,
  (/** @type {string} */ from, /** @type {number} */ at) => `export const it${at} = () => import('${from}');`,
];

/** @type {string} */
let folder;
/** @type {string[]} files found to import each other */
let inCycles = [];
/** @type {Map<string, Set<string>>} targets the linter refused, by importer */
const refused = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rooms-'));
  /** The files, each with what its lines ask for in turn. @type {Map<string, { importer: string, wanted: string[] }>} */
  const cases = new Map();
  // A folder for each importing file, so that it finds none of those it names.
  for (const [at, importer] of importers.entries()) {
    const path = `case-${at}/src/${importer}`;
    const wanted = [...new Set([...targets, ...modules])].filter((target) => target !== importer);
    const lines = wanted.map((target, line) => forms[line % forms.length]?.(specifierOf(importer, target), line));
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${lines.join('\n')}\n`);
    cases.set(path, { importer, wanted });
  }
  const overrides = config.overrides.map((/** @type {{ includes: string[] }} */ override) => ({
    ...override,
    includes: override.includes.map((glob) => glob.replace(/^(!?)src\//, '$1*/src/')),
  }));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, overrides, vcs: { enabled: false } }));
  await mkdir(join(folder, 'cycle'));
  await writeFile(join(folder, 'cycle/egg.ts'), "import { hen } from './hen.ts';\n\nexport const egg = () => hen();\n");
  await writeFile(join(folder, 'cycle/hen.ts'), "import { egg } from './egg.ts';\n\nexport const hen = () => egg();\n");
  /** @type {{ category: string, location: { path: string, start: { line: number } } }[]} */
  const diagnostics = JSON.parse(await lint(folder)).diagnostics;
  const inCategory = (/** @type {string} */ category) =>
    diagnostics
      .filter((found) => found.category === category)
      .map(({ location: { path, start } }) => ({ path: path.replaceAll('\\', '/'), line: start.line }));
  inCycles = inCategory('lint/suspicious/noImportCycles').flatMap(({ path }) => (path.includes('cycle/') ? path : []));
  for (const importer of importers) refused.set(importer, new Set());
  for (const { path, line } of inCategory('lint/style/noRestrictedImports')) {
    const found = cases.get(path.slice(path.indexOf('case-')));
    const target = found?.wanted[line - 1];
    if (!found || !target) throw new Error(`unexpected place ${path}:${line}`);
    refused.get(found.importer)?.add(target);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** @param {string} cwd @returns {Promise<string>} Biome's report */
function lint(cwd) {
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  });
}

test.each(importers)('src/%s imports only what the list allows', (importer) => {
  const forbidden = [...targets, ...modules].filter((target) => target !== importer && !mayImport(importer, target));
  expect([...(refused.get(importer) ?? [])].sort()).toEqual([...new Set(forbidden)].sort());
});

test('files that import each other are refused', () => {
  expect([...inCycles].sort()).toEqual([expect.stringMatching(/egg\.ts$/), expect.stringMatching(/hen\.ts$/)]);
});

/**
 * The rooms of src, each with what it may import: other rooms, single files of rooms closed to it, packages. The rules in
 * biome.json are written from this list by `node scripts/rooms.mjs --write`; scripts/rooms.test.mjs holds both to the tree.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Room
 * @property {string} path folder or file in src; a star stands for one folder, and such rooms do not know each other
 * @property {readonly string[]} rooms paths of the rooms it may import from, besides itself
 * @property {readonly string[]} [files] single files it may import from rooms closed to it
 * @property {readonly string[]} [packages] as biome.json writes them
 * @property {boolean} [node] whether it may import Node's own modules
 */

const read = ['base', 'table', 'series', 'statistics'];
const learnt = [...read, 'planning', 'decisions', 'compute', 'forecasters', 'federation', 'evaluation'];
const tfjs = ['@tensorflow/**'];
const react = ['react', 'react-dom'];
const zustand = ['zustand', 'zustand/**'];

/** What of the training side serves to describe results, without anything that trains. */
const describing = [
  'compute/backend-choice.ts',
  'forecasters/setting-cards.ts',
  'forecasters/settings.ts',
  'forecasters/model-cards.ts',
  'forecasters/backtest-settings.ts',
  'forecasters/advice.ts',
  'forecasters/forecaster.ts',
  'forecasters/trained-network.ts',
  'forecasters/neural/network-shapes.ts',
  'evaluation/results.ts',
  'evaluation/metric-cards.ts',
  'evaluation/search/trials.ts',
  'evaluation/shrink-trial.ts',
  'evaluation/round-learning.ts',
  'evaluation/scenarios/scenario.ts',
];
/** What of it the page may know besides: how to ask the workers. */
const asking = [
  'worker/client.ts',
  'worker/protocol.ts',
  'worker/panel-parts.ts',
  'worker/spawn.ts',
  'worker/job-pool.ts',
];
/** What of it is pure and serves to draw results. */
const drawing = [
  'evaluation/ranking.ts',
  'evaluation/residuals.ts',
  'evaluation/recommend-model.ts',
  'evaluation/judge-coverage.ts',
  'evaluation/horizon-answer.ts',
  'evaluation/trust.ts',
  'evaluation/explain/explanation.ts',
];
/** What of it decides as it goes which jobs are done. */
const searching = [
  'evaluation/earlier-test.ts',
  'evaluation/panel/driver-sample.ts',
  'evaluation/recommend-model.ts',
  'evaluation/search/learning-part.ts',
  'evaluation/search/run-search.ts',
  'forecasters/training/loss-curve.ts',
  'forecasters/training/training-memory.ts',
];
/** What of deciding is pure and answers while somebody types. */
const answering = ['decisions/price/best-price.ts', 'decisions/price/price-test.ts'];
/** What an analysis is and which there are. */
const analyses = ['analyses/analysis.ts', 'analyses/list.ts'];

const openToPage = [...describing, ...asking, ...analyses];
const openToView = [...openToPage, ...drawing];

/** @type {readonly Room[]} in the order in which they build on each other */
export const rooms = [
  { path: 'base', rooms: [], packages: ['papaparse'] },
  { path: 'table', rooms: ['base'], packages: ['papaparse', 'hucre/**', 'hyparquet', 'hyparquet-compressors'] },
  { path: 'series', rooms: ['base', 'table'] },
  { path: 'statistics', rooms: ['base', 'table', 'series'] },
  { path: 'planning', rooms: read },
  { path: 'decisions', rooms: [...read, 'planning'] },
  { path: 'compute', rooms: read, packages: tfjs },
  { path: 'compute/wasm-files-in-node.ts', rooms: [...read, 'compute'], packages: tfjs, node: true },
  { path: 'forecasters', rooms: [...read, 'compute'], packages: tfjs },
  {
    path: 'forecasters/weights-in-node.ts',
    rooms: [...read, 'compute', 'forecasters'],
    packages: tfjs,
    node: true,
  },
  {
    path: 'federation',
    rooms: ['base', 'series'],
    files: ['forecasters/model-cards.ts', 'forecasters/settings.ts', 'forecasters/trained-network.ts'],
  },
  { path: 'evaluation', rooms: [...read, 'compute', 'forecasters', 'federation'] },
  { path: 'export', rooms: [...read, 'planning', 'federation'], files: describing },
  { path: 'score', rooms: [...learnt, 'export'] },
  { path: 'analyses/analysis.ts', rooms: learnt },
  { path: 'analyses/list.ts', rooms: [] },
  { path: 'analyses/*', rooms: [...learnt, 'export'], files: ['analyses/analysis.ts'] },
  { path: 'analyses/table-sides.ts', rooms: [], files: analyses },
  { path: 'analyses/job-sides.ts', rooms: [], files: analyses },
  {
    path: 'worker',
    rooms: learnt,
    files: [...analyses, 'analyses/table-sides.ts', 'analyses/job-sides.ts'],
  },
  { path: 'offline', rooms: [] },
  {
    path: 'session',
    rooms: [...read, 'export', 'offline'],
    files: [...openToPage, 'analyses/session-sides.ts'],
    packages: [...zustand, 'idb'],
  },
  { path: 'analyses/session-sides.ts', rooms: ['session'], files: analyses },
  {
    path: 'analyses/*/state',
    rooms: [...read, 'planning', 'federation', 'export', 'session', 'analyses/*'],
    files: [...openToPage, ...searching, ...answering],
    packages: zustand,
  },
  { path: 'i18n', rooms: [...read, 'export', 'session'], files: openToPage },
  {
    path: 'ui',
    rooms: [...read, 'export', 'session', 'i18n', 'ui/chart'],
    files: [...openToView, 'analyses/view-sides.ts'],
    packages: [...react, ...zustand],
  },
  {
    path: 'ui/chart',
    rooms: [...read, 'export', 'session', 'i18n', 'ui'],
    files: openToView,
    packages: [...react, 'recharts'],
  },
  {
    path: 'analyses/*/view',
    rooms: [
      ...read,
      'planning',
      'federation',
      'export',
      'session',
      'i18n',
      'ui',
      'ui/chart',
      'analyses/*',
      'analyses/*/state',
    ],
    files: [...openToView, 'analyses/view-sides.ts'],
    packages: [...react, ...zustand],
  },
  { path: 'analyses/view-sides.ts', rooms: ['session', 'i18n'], files: analyses, packages: ['react'] },
  { path: 'main.tsx', rooms: ['base', 'session', 'i18n', 'ui', 'ui/chart'], packages: ['react', 'react-dom/**'] },
];

/** Folders in a folder of an analysis, or of its view, that the rules reach. */
export const deepestOfAnalysis = 2;

const tops = [...new Set(rooms.map(({ path }) => path.split('/')[0] ?? path))].filter((top) => !top.includes('.'));
const isFile = (/** @type {string} */ path) => /\.tsx?$/.test(path);

/** @param {string} path of a file, from src @returns {Room | null} the room it lies in */
export function roomOf(path) {
  const found = rooms.filter((room) => (isFile(room.path) ? room.path === path : inFolder(path, room.path.split('/'))));
  return found.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

/** @param {string} path @param {readonly string[]} folder */
function inFolder(path, folder) {
  const parts = path.split('/');
  return parts.length > folder.length && folder.every((part, at) => part === '*' || part === parts[at]);
}

/** @param {Room} room @returns {string} what a refused import is told */
function messageOf({ path, packages = [] }) {
  const names = packages.map((name) => name.replace(/\/\*\*$/, ''));
  const said = names.length > 0 ? [...new Set(names)].join(', ') : 'no package';
  return `src/${path} imports ${said}, and only from the rooms that scripts/rooms.mjs allows it.`;
}

/** Patterns for files in a folder as deep; the last that matches an import decides. @param {Room} room @param {number} depth */
function patternsOf(room, depth) {
  const allowed = (/** @type {string} */ path) => room.rooms.includes(path) || room.path.split('/')[0] === path;
  const closed = tops.filter((top) => top !== 'analyses' && !allowed(top));
  return [
    ...analysisPatterns(room, '../'.repeat(depth)),
    ...(closed.length > 0 ? [closed.length > 1 ? `**/{${closed.join(',')}}/**` : `**/${closed[0]}/**`] : []),
    '**/main.tsx',
    '**/analyses/**',
    ...(room.files ?? []).map((file) => `!**/${file}`),
    '**/testing/**',
    ':PACKAGE:',
    ...(room.packages ?? []).map((name) => `!${name}`),
    ...(room.node ? [] : [':NODE:']),
  ];
}

/**
 * What relative imports within src/analyses have to keep to.
 *
 * @param {Room} room
 * @param {string} up from the importing file to src/analyses
 */
function analysisPatterns(room, up) {
  if (!room.path.startsWith('analyses/')) return [];
  const to = up || './';
  const sides = ['table', 'job', 'session', 'view'].map((side) => `${side}-sides.ts`);
  const lists = ['analysis.ts', 'list.ts', ...sides].map((file) => `${to}${file}`);
  /** Folders of an analysis that are closed to its other parts. */
  const closed = ['state', 'view'].filter(
    (part) => !room.path.endsWith(`/${part}`) && !room.rooms.includes(`analyses/*/${part}`),
  );
  const open = (room.files ?? []).filter((file) => file.startsWith('analyses/'));
  return [
    ...(up || !room.rooms.includes('analyses/*') ? [`${to}*/**`] : []),
    ...(up ? [`!${up}../**`] : []),
    ...closed.map((part) => `**/${part}/**`),
    ...lists,
    ...open.map((file) => `!${to}${file.slice('analyses/'.length)}`),
  ];
}

/** @param {Room} room @returns {{ includes: string[], depth: number }[]} its files, by how far below src/analyses they lie */
function reachOf({ path }) {
  if (isFile(path)) return [{ includes: [`src/${path}`], depth: 0 }];
  const inner = rooms.filter((other) => other.path !== path && other.path.startsWith(`${path}/`));
  const except = inner.map((other) => `!src/${other.path}${isFile(other.path) ? '' : '/**'}`);
  if (!path.includes('*')) return [{ includes: [`src/${path}/**`, ...except], depth: 0 }];
  const own = path.split('/').length - 1;
  return Array.from({ length: deepestOfAnalysis + 1 }, (_, below) => ({
    includes: [`src/${path}/${'*/'.repeat(below)}*.{ts,tsx}`, ...except],
    depth: own + below,
  }));
}

/** @returns {object[]} the overrides of biome.json that hold the rooms to the list */
export function roomRules() {
  return rooms.flatMap((room) =>
    reachOf(room).map(({ includes, depth }) => {
      const patterns = [{ group: patternsOf(room, depth), message: messageOf(room) }];
      const rule = { level: 'error', options: { patterns } };
      return {
        includes: [...includes, ...(isFile(room.path) ? [] : ['!**/*.test.{ts,tsx}', '!**/testing/**'])],
        linter: { rules: { style: { noRestrictedImports: rule } } },
      };
    }),
  );
}

/** @param {{ linter?: { rules?: { style?: { noRestrictedImports?: unknown } } } }} override */
export function isRoomRule(override) {
  return override.linter?.rules?.style?.noRestrictedImports !== undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] !== '--write') throw new Error('node scripts/rooms.mjs --write writes the rules of biome.json');
  const path = fileURLToPath(new URL('../biome.json', import.meta.url));
  const config = JSON.parse(await readFile(path, 'utf8'));
  const others = (config.overrides ?? []).filter((/** @type {object} */ override) => !isRoomRule(override));
  await writeFile(path, JSON.stringify({ ...config, overrides: [...others, ...roomRules()] }, null, 2));
  const biome = join(fileURLToPath(new URL('..', import.meta.url)), 'node_modules/@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'format', '--write', path], { stdio: 'inherit' });
}

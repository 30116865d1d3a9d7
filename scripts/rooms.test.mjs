/** Each room's rule in biome.json bites on what it forbids and lets through what it allows. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const rooms = [
  'table',
  'series',
  'statistics',
  'compute',
  'forecasters',
  'evaluation',
  'worker',
  'export',
  'session',
  'i18n',
  'ui',
];
const pureRooms = rooms.slice(0, rooms.indexOf('worker') + 1);
const pageRooms = rooms.slice(rooms.indexOf('export'));
const packages = [
  'papaparse',
  'hucre/xlsx',
  'hyparquet',
  'hyparquet-compressors',
  '@tensorflow/tfjs-core',
  'recharts',
  'react',
  'react-dom',
  'zustand',
  'zustand/middleware',
];

/** @type {Record<string, string[]>} */
const packagesOf = {
  table: ['papaparse', 'hucre/xlsx', 'hyparquet', 'hyparquet-compressors'],
  compute: ['@tensorflow/tfjs-core'],
  forecasters: ['@tensorflow/tfjs-core'],
  session: ['zustand', 'zustand/middleware'],
  ui: ['react', 'react-dom', 'zustand', 'zustand/middleware'],
  'ui/chart': ['react', 'react-dom', 'recharts'],
};

/** What of the training side the page may know. */
const openToPage = [
  'worker/client.ts',
  'worker/protocol.ts',
  'worker/spawn.ts',
  'worker/training-pool.ts',
  'compute/backend-choice.ts',
  'forecasters/settings.ts',
  'forecasters/model-cards.ts',
  'forecasters/backtest-settings.ts',
  'forecasters/advice.ts',
  'evaluation/results.ts',
  'evaluation/metric-cards.ts',
  'evaluation/search/trials.ts',
];
/** What of it is pure and serves to draw and describe results. */
const openToUi = ['evaluation/ranking.ts', 'evaluation/diagnosis.ts'];
const closedToPage = ['worker/server.ts', 'compute/backend.ts', 'forecasters/forecaster.ts', 'evaluation/backtest.ts'];

/** @param {string} room */
function casesOf(room) {
  const top = room.split('/')[0] ?? room;
  const up = room.includes('/') ? '../..' : '..';
  const above = rooms.slice(0, rooms.indexOf(top));
  const below = rooms.slice(rooms.indexOf(top) + 1);
  const ofPage = pageRooms.includes(top);
  const open = top === 'ui' ? [...openToPage, ...openToUi] : openToPage;
  const closed = top === 'ui' ? closedToPage : [...closedToPage, ...openToUi];
  const allowedPackages = packagesOf[room] ?? [];
  const allowed = [
    ...allowedPackages,
    './neighbour.ts',
    ...above.filter((other) => !ofPage || !pureRooms.slice(3).includes(other)).map((other) => `${up}/${other}/any.ts`),
    ...(ofPage ? open.map((path) => `${up}/${path}`) : []),
  ];
  const forbidden = [
    ...packages.filter((name) => !allowedPackages.includes(name)),
    'node:fs',
    `${up}/main.tsx`,
    ...below.map((other) => `${up}/${other}/any.ts`),
    ...(ofPage ? closed.map((path) => `${up}/${path}`) : []),
  ];
  return { allowed, forbidden };
}

/** @type {string} */
let folder;
/** @type {string[]} files found to import each other */
let inCycles = [];
/** @type {Map<string, Set<string>>} imports the linter refused, by room */
const refused = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rooms-'));
  const config = JSON.parse(await readFile('biome.json', 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const room of [...rooms, 'ui/chart']) {
    refused.set(room, new Set());
    const { allowed, forbidden } = casesOf(room);
    for (const [index, source] of [...allowed, ...forbidden].entries()) {
      const path = join(folder, 'src', room, `case-${index}.ts`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `import * as it from '${source}';\n\nconsole.log(it);\n`);
    }
  }
  await writeFile(
    join(folder, 'src/ui/egg.ts'),
    "import { hen } from './hen.ts';\n\nexport const egg = () => hen();\n",
  );
  await writeFile(
    join(folder, 'src/ui/hen.ts'),
    "import { egg } from './egg.ts';\n\nexport const hen = () => egg();\n",
  );
  /** @type {{ category: string, location: { path: string } }[]} */
  const diagnostics = JSON.parse(await lint(folder)).diagnostics;
  const inCategory = (/** @type {string} */ category) =>
    diagnostics
      .filter((found) => found.category === category)
      .map(({ location }) => location.path.replaceAll('\\', '/'));
  inCycles = inCategory('lint/suspicious/noImportCycles');
  for (const path of inCategory('lint/style/noRestrictedImports')) {
    const [, room, index] = /src\/(.+)\/case-(\d+)\.ts$/.exec(path) ?? [];
    if (!room) throw new Error(`unexpected path ${path}`);
    const { allowed, forbidden } = casesOf(room);
    refused.get(room)?.add([...allowed, ...forbidden][Number(index)] ?? '');
  }
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** @param {string} cwd @returns {Promise<string>} Biome's report */
function lint(cwd) {
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  });
}

test.each([...rooms, 'ui/chart'])('src/%s imports only what its rule allows', (room) => {
  expect([...(refused.get(room) ?? [])].sort()).toEqual([...casesOf(room).forbidden].sort());
});

test('files that import each other are refused', () => {
  expect([...inCycles].sort()).toEqual([expect.stringMatching(/ui\/egg\.ts$/), expect.stringMatching(/ui\/hen\.ts$/)]);
});

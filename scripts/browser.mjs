/**
 * Finds a Chromium for the tests, and installs one where there is none. Tried in turn: CHROME_PATH, Playwright's own
 * browser, an installed Chrome or Chromium, `playwright install`, Debian's package.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Flags every test browser starts with: quiet on the network, WebGPU by software (SwiftShader). */
export const browserFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const names = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** @param {string | undefined} path whether it is there and runs: on some systems `chromium` is a stub that only gives advice */
function starts(path) {
  if (!path || !existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

async function installed() {
  const candidates = [process.env.CHROME_PATH, await playwrightsOwn(), ...onPath(), ...usualPlaces];
  return candidates.find(starts);
}

/** @param {string} command @param {string[]} args */
function attempt(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 600_000 }).status === 0;
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * @returns {Promise<string>} path of a Chromium or Chrome that starts
 * @throws {Error} with advice where none can be found or installed
 */
export async function browserExecutable() {
  const found = await installed();
  if (found) return found;
  console.error('No Chrome or Chromium found; installing one.');
  attempt('npx', ['playwright', 'install', ...(isDebianRoot() ? ['--with-deps'] : []), 'chromium']);
  const downloaded = await installed();
  if (downloaded) return downloaded;
  if (isDebianRoot()) {
    attempt('apt-get', ['update', '-qq']);
    attempt('apt-get', ['install', '-y', '-qq', 'chromium']);
  }
  const packaged = await installed();
  if (packaged) return packaged;
  throw new Error(
    'The tests need Chrome or Chromium and none could be installed. Install Google Chrome or Chromium, or run ' +
      '"npx playwright install chromium", or set CHROME_PATH to the browser, and start again.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await browserExecutable();
  console.log(path);
  execFileSync(path, ['--version'], { stdio: 'inherit' });
}

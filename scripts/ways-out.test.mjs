/**
 * Nothing in src opens a window, leaves the page, connects or makes code or elements of texts, but in the places named here: the
 * policy of the page stops most of it in the browser, and this the rest, before it gets there.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What may not stand in the code, and the files in which it may. @type {[what: string, pattern: RegExp, allowed: string[]][]} */
const ways = [
  ['opens a window', /\b(?:window|globalThis|self)\.open\b|\bopenWindow\b/, []],
  ['leaves the page', /\blocation\s*\.\s*(?:assign|replace)\s*\(|\blocation(?:\.(?:href|search|host))?\s*=(?!=)/, []],
  [
    'connects',
    /\b(?:sendBeacon|WebSocket|EventSource|XMLHttpRequest|RTCPeerConnection|WebTransport|importScripts)\b/,
    [],
  ],
  [
    'fetches',
    /(?<![.#\w])fetch\s*\(/,
    [
      'base/carried-files.ts',
      'forecasters/pretrained/weights-beside-app.ts',
      'offline/kept-files.ts',
      'session/samples.ts',
      'session/start-session.ts',
      // Methods of that name, which connect to nothing.
      'compute/webgpu/shader-library.ts',
      'worker/inputs.ts',
    ],
  ],
  [
    'starts code',
    /\bnew\s+(?:Shared)?Worker\b|\bserviceWorker\.register\b/,
    ['worker/spawn.ts', 'session/follow-offline.ts'],
  ],
  ['makes code of text', /\beval\s*\(|\bnew\s+Function\b|\bset(?:Timeout|Interval)\s*\(\s*['"`]/, []],
  ['imports what is not named', /\bimport\s*\(\s*[^\s'"]/, []],
  [
    'makes elements of text',
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|parseFromString|setHTMLUnsafe|srcdoc|srcDoc)\b|\bdocument\.write/,
    [],
  ],
  [
    'makes an element that loads or sends',
    /<(?:iframe|object|embed|script|base|meta|link)\s[^>]*|\b(?:formAction|ping)=|<form\b[^>]*\baction=/,
    ['export/report/write-report.ts'],
  ],
  [
    'leads somewhere',
    /\bhref=|\.href\s*=(?!=)/,
    [
      'export/download.ts',
      'ui/drop/samples.tsx',
      'ui/shell/app.tsx',
      'ui/shell/own-text-link.tsx',
      'ui/shell/skip-links.tsx',
    ],
  ],
  [
    'names an address elsewhere',
    /['"`]https?:\/\/(?!www\.w3\.org\/|schemas\.(?:openxmlformats\.org|microsoft\.com)\/|purl\.org\/)/,
    [],
  ],
];

async function readSources() {
  const entries = await readdir('src', { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.split(sep).includes('testing'));
  return Promise.all(
    files.map(async (path) => ({
      path: relative('src', path).split(sep).join('/'),
      code: (await readFile(path, 'utf8')).replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, ''),
    })),
  );
}

const sources = await readSources();

describe('no code of the page', () => {
  test.each(ways)('%s, but where it is named here', (_, pattern, allowed) => {
    const found = sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
    expect(found.sort()).toEqual([...allowed].sort());
  });
});

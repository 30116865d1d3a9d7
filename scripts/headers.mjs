/**
 * The headers that a host may send with the page: its policy, which then holds for the host's own error pages too, with what a meta
 * element cannot say. The build writes them to dist/_headers, which Cloudflare Pages and Netlify read; docs/deployment.md has them for
 * other hosts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headersFileName, oneFileName } from './built-files.mjs';

/** @param {string} html of the page @returns {string} its Content-Security-Policy */
export function policyOf(html) {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1];
  if (!policy) throw new Error('The page has no policy.');
  return policy;
}

/** @param {string} html of the page @returns {Record<string, string>} worth sending with every file */
export function headersOf(html) {
  return {
    'Content-Security-Policy': `${policyOf(html)}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The page in one file has another policy of its own, so a host hands it out to be saved. */
export const headersOfOneFile = { 'Content-Disposition': 'attachment' };

/** @returns {import('vite').Plugin} */
export function headersFile() {
  let folder = 'dist';
  const write = (/** @type {string} */ path, /** @type {Record<string, string>} */ headers) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  return {
    name: 'headers-file',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      const headers = headersOf(await readFile(join(folder, 'index.html'), 'utf8'));
      await writeFile(join(folder, headersFileName), write('/*', headers) + write(`/${oneFileName}`, headersOfOneFile));
    },
  };
}

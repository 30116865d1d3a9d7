/**
 * A plain static file server, as any host would be: no header that the app could lean on, one folder, one base path.
 * As a program it serves dist/ and prints the address; with `--guarded` as a strict host does, with every header of `headers.mjs` and
 * isolated from other origins.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join, resolve, sep } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { oneFileName } from './built-files.mjs';
import { headersOf, headersOfOneFile } from './headers.mjs';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** @param {string} root @param {string} basePath @param {string} requestPath */
async function findFile(root, basePath, requestPath) {
  if (!requestPath.startsWith(basePath)) return null;
  const path = resolve(root, `./${requestPath.slice(basePath.length)}`);
  if (path !== root && !path.startsWith(root + sep)) return null;
  const file = requestPath.endsWith('/') ? join(path, 'index.html') : path;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { file, size: found.size } : null;
}

/** What a strict host sends with a file. @param {string} html of the page @param {string} file */
function guard(html, file) {
  return {
    ...headersOf(html),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    ...(basename(file) === oneFileName && headersOfOneFile),
  };
}

/**
 * @param {string} folder
 * @param {{ port?: number, host?: string, basePath?: string, isGuarded?: boolean, isPacked?: boolean }} [options] port 0 takes a
 *   free one; basePath begins and ends with /; whether the host is a strict one; whether it packs what it sends by gzip
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export function serveFolder(
  folder,
  { port = 0, host = '127.0.0.1', basePath = '/', isGuarded = false, isPacked = false } = {},
) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const found = await findFile(root, basePath, path);
      if (!found) {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
        return;
      }
      const type = types[extname(found.file)] ?? 'application/octet-stream';
      const guards = isGuarded ? guard(await readFile(join(root, 'index.html'), 'utf8'), found.file) : {};
      const size = isPacked ? { 'content-encoding': 'gzip' } : { 'content-length': found.size };
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache', ...size, ...guards });
      if (request.method === 'HEAD') response.end();
      else if (isPacked) await pipeline(createReadStream(found.file), createGzip(), response);
      else await pipeline(createReadStream(found.file), response);
    } catch {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    }
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      const address = server.address();
      const actualPort = typeof address === 'object' && address ? address.port : port;
      done({
        url: `http://localhost:${actualPort}${basePath}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4173' },
      strict: { type: 'boolean', default: false },
      guarded: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  const isGuarded = values.guarded;
  const { url } = await serveFolder('dist', { port, isGuarded }).catch((error) => {
    if (error.code !== 'EADDRINUSE' || values.strict) throw error;
    return serveFolder('dist', { isGuarded });
  });
  console.log(`Dropcast is at ${url} (Ctrl+C ends it)`);
}

import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from './serve.mjs';

/** @type {Awaited<ReturnType<typeof serveFolder>>} */
let server;
beforeAll(async () => {
  server = await serveFolder('public/samples', { basePath: '/some/place/' });
});
afterAll(() => server.close());

test('files are served below the base path alone, with their type', async () => {
  const sample = await fetch(new URL('air-passengers.csv', server.url));
  expect(sample.status).toBe(200);
  expect(sample.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect((await sample.text()).startsWith('Month,Passengers\n')).toBe(true);
  expect((await fetch(new URL('/air-passengers.csv', server.url))).status).toBe(404);
  expect((await fetch(new URL('nothing.csv', server.url))).status).toBe(404);
});

test('nothing above the folder is served', async () => {
  const { hostname, port } = new URL(server.url);
  const status = await new Promise((done) => {
    request({ hostname, port, path: '/some/place/..%2f..%2fpackage.json' }, (response) => {
      response.resume();
      done(response.statusCode);
    }).end();
  });
  expect(status).toBe(404);
});

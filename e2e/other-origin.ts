import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another origin that counts who calls. */
export async function startOtherOrigin() {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('hello');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((done) => server.close(done));
  return { url: `http://localhost:${port}/`, calls: () => calls, close };
}

import { expect, forecast, openSample, test, useTinyNetwork, workerNamed } from './journey.ts';
import { startOtherOrigin } from './other-origin.ts';

/** Runs in the page or a worker: tries to reach `url`; gives what the policy said of it. */
async function tryToReach(url: string): Promise<string> {
  const violation = new Promise<string>((done) => {
    self.addEventListener('securitypolicyviolation', (event) =>
      done((event as SecurityPolicyViolationEvent).effectiveDirective),
    );
  });
  const answer = await fetch(url).then(
    () => 'reached',
    () => null,
  );
  return answer ?? violation;
}

test.describe('another origin', () => {
  test.use({ expectedMessages: /Content Security Policy|Trusted|Failed to load resource|preload|ERR_/ });

  test('cannot be reached from the page nor from any worker', async ({ page }) => {
    const other = await startOtherOrigin();
    await openSample(page, 'air-passengers');
    await useTinyNetwork(page);
    await forecast(page);
    const data = await workerNamed(page, 'data');
    const training = await workerNamed(page, 'training');
    expect(await page.evaluate(tryToReach, `${other.url}?page`)).toBe('connect-src');
    expect(await data.evaluate(tryToReach, `${other.url}?data`)).toBe('connect-src');
    expect(await training.evaluate(tryToReach, `${other.url}?training`)).toBe('connect-src');
    expect(other.calls()).toBe(0);
    await other.close();
  });

  test('is told nothing by what a page can show, send, open or leave by', async ({ browser, baseURL }) => {
    const other = await startOtherOrigin();
    // A context that nobody watches: what is tried there is the point.
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await page.goto(baseURL ?? '');
    await expect(page.getByTestId('sample-air-passengers')).toBeVisible();
    const own = page.url();
    const gone = await page.evaluate(async (url) => {
      const body = 'sales=1';
      const append = (tag: string, properties: object) =>
        document.body.append(Object.assign(document.createElement(tag), properties));
      const tries: Record<string, () => unknown> = {
        image: () => append('img', { src: `${url}?image` }),
        style: () => append('link', { rel: 'stylesheet', href: `${url}?style` }),
        prefetch: () => append('link', { rel: 'prefetch', href: `${url}?prefetch` }),
        preload: () => append('link', { rel: 'preload', as: 'fetch', href: `${url}?preload` }),
        icon: () => append('link', { rel: 'icon', href: `${url}?icon` }),
        frame: () => append('iframe', { src: `${url}?frame` }),
        object: () => append('object', { data: `${url}?object` }),
        video: () => append('video', { src: `${url}?video`, preload: 'auto' }),
        font: () => new FontFace('x', `url(${url}?font)`).load().catch(() => {}),
        script: () => append('script', { src: `${url}?script` }),
        module: () => import(/* @vite-ignore */ `${url}?module`).catch(() => {}),
        worker: () => new Worker(`${url}?worker`),
        beacon: () => navigator.sendBeacon(`${url}?beacon`, body),
        request: () => {
          const request = new XMLHttpRequest();
          request.open('POST', `${url}?request`);
          request.send(body);
        },
        socket: () => new WebSocket(url.replace('http', 'ws')),
        events: () => new EventSource(`${url}?events`),
        form: () => {
          const form = Object.assign(document.createElement('form'), { action: `${url}?form`, method: 'post' });
          document.body.append(form);
          form.submit();
        },
        window: () => window.open(`${url}?window`),
        link: () => Object.assign(document.createElement('a'), { href: `${url}?link` }).click(),
        address: () => {
          location.href = `${url}?address`;
        },
      };
      for (const attempt of Object.values(tries)) {
        try {
          await attempt();
        } catch {
          // Refused at once.
        }
        await new Promise((done) => setTimeout(done, 100));
      }
      return { rtc: typeof RTCPeerConnection, transport: typeof WebTransport, open: typeof window.open };
    }, other.url);
    await page.waitForTimeout(1000);
    expect(gone).toEqual({ rtc: 'undefined', transport: 'undefined', open: 'undefined' });
    expect(page.url()).toBe(own);
    expect(other.calls()).toBe(0);
    await page.close();
    await other.close();
  });

  test('texts do not become code, nor elements', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByTestId('sample-air-passengers')).toBeVisible();
    const refused = await page.evaluate(async () => {
      // What asks is allowed more, for as long as it asks.
      await new Promise((done) => setTimeout(done));
      const text = '<img src=x onerror="document.title = 1">';
      const tries: (() => unknown)[] = [
        () => {
          document.createElement('div').innerHTML = text;
        },
        () => document.body.insertAdjacentHTML('beforeend', text),
        () => new DOMParser().parseFromString(text, 'text/html'),
        () => new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))),
        () => Reflect.get(globalThis, 'eval')('1'),
        () => new Function('return 1'),
        () => Reflect.get(globalThis, 'trustedTypes').createPolicy('another', {}),
      ];
      return tries.map((attempt) => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      });
    });
    expect(refused).toEqual(Array(7).fill(true));
  });
});

test('the page carries its policy: own origin alone', async ({ page }) => {
  await page.goto('./');
  const policy = (await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '';
  const directives = new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
  expect(directives.get('connect-src')).toEqual(["'self'"]);
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(directives.get('trusted-types')).toEqual(['dropcast']);
  for (const name of ['require-trusted-types-for', 'trusted-types']) directives.delete(name);
  const allowed = ["'self'", "'none'", "'wasm-unsafe-eval'", 'blob:', 'data:'];
  expect([...directives.values()].flat().filter((source) => !allowed.includes(source))).toEqual([]);
});

test('after the page has loaded, a whole run asks the server for its own files alone', async ({ page, baseURL }) => {
  const methods = new Set<string>();
  page.on('request', (request) => {
    if (request.url().startsWith(baseURL ?? '')) methods.add(request.method());
  });
  await openSample(page, 'air-passengers');
  await useTinyNetwork(page);
  await forecast(page);
  expect([...methods]).toEqual(['GET']);
});

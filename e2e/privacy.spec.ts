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
  test.use({ expectedMessages: /Content Security Policy/ });

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
  expect(directives.has('default-src')).toBe(true);
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

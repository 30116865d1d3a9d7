/** What the page does when something of its own is broken. */
import { choose, expect, expectData, open, test } from './journey.ts';

const series = {
  name: 'secret-plan.csv',
  text: `month,units\n${Array.from({ length: 40 }, (_, at) => `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')},${at}`).join('\n')}\n`,
};

test('a list of samples of the wrong shape: it is said, and a file opens', async ({ page }) => {
  for (const [what, body] of [
    ['an object', '{"samples": {}}'],
    ['samples without their fields', '[{"id": "a"}, null]'],
    ['the page that a host gives for what it lacks', '<!doctype html><title>x</title>'],
  ]) {
    await test.step(what, async () => {
      await page.unrouteAll();
      await page.route('**/samples/index.json', (route) => route.fulfill({ contentType: 'application/json', body }));
      await page.goto('./?backend=wasm');
      await expect(page.getByTestId('no-samples')).toBeVisible();
      await choose(page, series);
      await expectData(page);
    });
  }
});

test.describe('a part that fails while it is drawn', () => {
  test.use({ expectedMessages: /no numbers today/ });

  test('says so, keeps the data, offers a report without any of it, and is drawn anew', async ({ page }) => {
    await page.addInitScript(() => {
      const { get } = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format') ?? {};
      Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
        configurable: true,
        get() {
          if ('isBroken' in window) throw new Error('no numbers today for secret-plan.csv');
          return get?.call(this);
        },
      });
    });
    await open(page);
    await page.evaluate(() => Object.assign(window, { isBroken: true }));
    await choose(page, series);
    const failure = page.getByTestId('part-failed').first();
    await expect(failure).toContainText('no numbers today');
    await failure.locator('summary').click();
    const report = await failure.locator('pre').innerText();
    expect(report).toMatch(/^Dropcast \d+\.\d+\.\d+\nError: no numbers today for …\n {2}at /);
    expect(report).toContain('Chrome');
    expect(report).not.toMatch(/secret-plan|units|localhost|127\.0\.0\.1/);
    await page.evaluate(() => Reflect.deleteProperty(window, 'isBroken'));
    await page.getByTestId('part-failed-remedy').first().click();
    await expectData(page);
    await expect(page.getByTestId('part-failed')).toHaveCount(0);
  });
});

test.describe('an error outside of what is drawn', () => {
  test.use({ expectedMessages: /lost in thought/ });

  test('is said in a corner, once its place is the code of the page, and can be closed', async ({ page }) => {
    await open(page);
    await page.evaluate(() => {
      const foreign = new Error('lost in thought elsewhere');
      foreign.stack = 'Error: lost\n    at f (chrome-extension://abc/x.js:1:2)';
      void Promise.reject(foreign);
    });
    await page.evaluate(() => {
      const own = new Error('lost in thought');
      own.stack = `Error: lost in thought\n    at f (${location.origin}/assets/index.js:1:2)`;
      void Promise.reject(own);
    });
    await expect(page.getByTestId('stray-error')).toContainText('lost in thought.');
    await expect(page.getByTestId('stray-error')).not.toContainText('elsewhere');
    await page.getByTestId('stray-error-remedy').click();
    await expect(page.getByTestId('stray-error')).toBeHidden();
    await choose(page, series);
    await expectData(page);
  });
});

/** The headers hold the page's own policy, and the recipes say the same. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { headersOf, policyOf } from './headers.mjs';

const html = await readFile('index.html', 'utf8');

test('the header says what the page does, and that nobody frames it', () => {
  const { 'Content-Security-Policy': policy } = headersOf(html);
  expect(policy).toBe(`${policyOf(html)}; frame-ancestors 'none'`);
  expect(policyOf(html)).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
});

test('a page without a policy is no page of ours', () => {
  expect(() => headersOf('<!doctype html>')).toThrow(/no policy/);
});

test('the recipe for nginx sets them all', async () => {
  const recipe = await readFile('docs/deployment.md', 'utf8');
  for (const [name, value] of Object.entries(headersOf(html))) {
    expect(recipe).toContain(`  add_header ${name} "${value}" always;`);
  }
});

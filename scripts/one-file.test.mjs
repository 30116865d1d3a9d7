/** What is put between the tags of a script stays there. */
import { expect, test } from 'vitest';
import { fitForScript, hashSource } from './one-file.mjs';

test.each(['"</script>"', '`<!-- <script>`', '"</SCRIPT >"', "'<script'", '/<\\/script/u.source'])(
  'the value of %s is the same, and nothing in it ends the script',
  (code) => {
    const fit = fitForScript(code);
    expect(fit).not.toMatch(/<\/?script|<!--/i);
    const evaluate = (/** @type {string} */ text) => new Function(`return ${text}`)();
    expect(evaluate(fit)).toBe(evaluate(code));
  },
);

test('the hash is the one that browsers compute', () => {
  // The example of the W3C's Content Security Policy Level 3, section 2.3.1.
  expect(hashSource("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
});

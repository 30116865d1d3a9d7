import { expect, test } from 'vitest';
import { isOwnError } from './stray-error.tsx';

const origin = 'https://tools.example.com';

function thrownAt(...places: string[]): Error {
  const error = new Error('no');
  error.stack = ['Error: no', ...places.map((place) => `    at f (${place}:1:2)`)].join('\n');
  return error;
}

test.each([
  ['in the code of the page', thrownAt(`${origin}/forecast/assets/index.js`), true],
  ['in a worker started from a blob', thrownAt(`blob:${origin}/1234`), true],
  ['in an extension', thrownAt('chrome-extension://abc/content.js', `${origin}/forecast/assets/index.js`), false],
  ['on a host whose name begins alike', thrownAt(`${origin}.evil.example/x.js`), false],
  ['in no place that is told', new Error('Script error.'), false],
  ['as something that is no error', 'ResizeObserver loop completed with undelivered notifications.', false],
])('an error %s', (_, error, expected) => {
  if (error instanceof Error && error.message === 'Script error.') error.stack = 'Error: Script error.';
  expect(isOwnError(error, origin)).toBe(expected);
});

test('what was called off is no error', () => {
  const aborted = thrownAt(`${origin}/a.js`);
  aborted.name = 'AbortError';
  expect(isOwnError(aborted, origin)).toBe(false);
});

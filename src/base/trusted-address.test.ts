import { beforeEach, expect, test, vi } from 'vitest';
import { trustAddress } from './trusted-address.ts';

const page = 'https://tools.example.com/forecast/';

beforeEach(() => vi.stubGlobal('document', { baseURI: page }));

test.each([`blob:${page}1234`, `${page}sw.js`])('code is started from %s', (address) => {
  expect(trustAddress(address)).toBe(address);
});

test.each([
  'data:text/javascript,alert(1)',
  'https://other.example.com/sw.js',
  'https://tools.example.com/sw.js',
  `${page}sw.js?https://other.example.com`,
  'javascript:alert(1)',
])('and not from %s', (address) => {
  expect(() => trustAddress(address)).toThrow(TypeError);
});

import { expect, it } from 'vitest';
import { bandPath } from './band-path.ts';

const band = { level: 80, start: 10, low: Float64Array.from([1, 0]), high: Float64Array.from([3, 9]) } as const;
const box = { left: 100, top: 0, width: 110, height: 40 };

it('goes along the upper bounds and back along the lower ones, cut to the values shown', () => {
  expect(bandPath(band, { from: 0, to: 11, bottom: 0, top: 4 }, box)).toBe(
    'M200.0 10.0L210.0 0.0L210.0 40.0L200.0 30.0Z',
  );
});

it('is empty outside the range', () => {
  expect(bandPath(band, { from: 0, to: 9, bottom: 0, top: 4 }, box)).toBe('');
});

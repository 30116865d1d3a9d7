import { describe, expect, it } from 'vitest';
import { lossPaths } from './loss-paths.ts';

describe('lossPaths', () => {
  it('is empty before the first epoch', () => {
    expect(lossPaths({ train: [], validation: [] }, 100, 300, 72)).toEqual({ train: '', validation: '' });
  });

  it('spans the epochs left to right and the losses top to bottom', () => {
    const paths = lossPaths({ train: [1, 0.1, 0.01], validation: [1, 1, 1] }, 3, 100, 46);
    expect(paths.train).toBe('M0.0 3.0L50.0 23.0L100.0 43.0');
    expect(paths.validation).toBe('M0.0 3.0L50.0 3.0L100.0 3.0');
  });

  it('leaves out what is not a positive number', () => {
    const { train } = lossPaths(
      { train: [1, Number.NaN, 0, Number.POSITIVE_INFINITY, 0.5], validation: [] },
      5,
      100,
      46,
    );
    expect(train).toBe('M0.0 3.0L100.0 43.0');
  });
});

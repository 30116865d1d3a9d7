import { describe, expect, it } from 'vitest';
import { axisWidthOf } from './drawing.ts';

describe('axisWidthOf', () => {
  const width = (label: string) => axisWidthOf({ bottom: 0, top: 1, ticks: [{ at: 0, label }] });

  it('gives a Chinese character the room of almost two digits', () => {
    expect(width('20万') - width('20')).toBeGreaterThanOrEqual(12);
    expect(width('200') - width('20')).toBeLessThan(9);
  });
});

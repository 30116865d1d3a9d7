import { expect, it } from 'vitest';
import { areaPath, linePath, makeScale, stemPath } from './scale.ts';

const scale = makeScale({ from: 0, to: 10, bottom: -1, top: 1 }, { left: 100, top: 10, width: 50, height: 20 });
const points = [
  { at: 0, value: 1 },
  { at: 10, value: -0.5 },
];

it('spans the box from edge to edge, and stays within it', () => {
  expect([scale.x(0), scale.x(10), scale.y(1), scale.y(-1), scale.y(99)]).toEqual([100, 150, 10, 30, 10]);
});

it('a span of one position has no width', () => {
  const single = makeScale({ from: 3, to: 3, bottom: 0, top: 1 }, { left: 5, top: 0, width: 50, height: 20 });
  expect(single.x(3)).toBe(5);
});

it('draws lines, stems from zero and areas', () => {
  expect(linePath(points, scale)).toBe('M100.0 10.0L150.0 25.0');
  expect(stemPath(points, scale)).toBe('M100.0 20.0V10.0M150.0 20.0V25.0');
  expect(areaPath(points, [{ at: 0, value: 0 }], scale)).toBe('M100.0 10.0L150.0 25.0L100.0 20.0Z');
  expect([linePath([], scale), stemPath([], scale), areaPath([], [], scale)]).toEqual(['', '', '']);
});

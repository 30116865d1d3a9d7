import { expect, test } from 'vitest';
import { costOfReorder, findReorderByLevel, findReorderByLoss, findReorderForPoisson } from './reorder-point.ts';
import { take } from './testing/take.ts';

const given = { mean: 1300, deviation: 150, holding: 0.225, shortage: 7.5, fixed: 8, leadTime: 1 / 12 };

// Documented results of stockpyl's functions of the module rq, examples 5.1 to 5.6 of Snyder and Shen.
test('normal demand by the loss function', () => {
  const { reorder, quantity } = take(findReorderByLoss(given));
  expect(reorder).toBeCloseTo(126.8670634479628, 4);
  expect(quantity).toBeCloseTo(328.4491421980451, 4);
});

test('normal demand by the expected inventory level', () => {
  const { reorder, quantity, cost } = take(findReorderByLevel(given));
  expect(reorder).toBeCloseTo(213.97044213580244, 4);
  expect(quantity).toBeCloseTo(318.5901810768729, 4);
  expect(cost).toBeCloseTo(95.45114022285196, 4);
});

test('the exact cost of a policy', () => {
  expect(costOfReorder(given, { reorder: 126.8, quantity: 328.5 })).toBeCloseTo(78.07116250928294, 6);
  expect(costOfReorder(given, { reorder: 213.97044213580244, quantity: 318.5901810768729 })).toBeCloseTo(
    92.28687665608078,
    6,
  );
});

test('Poisson demand, exactly', () => {
  const found = take(findReorderForPoisson({ mean: 1.5, holding: 20, shortage: 150, fixed: 100, leadTime: 2 }));
  expect(found).toMatchObject({ reorder: 3, quantity: 5 });
  expect(found.cost).toBeCloseTo(107.92358063314975, 9);
});

test('refuses demand without spread and a lead time of 0', () => {
  expect(findReorderByLoss({ ...given, deviation: 0 })).toMatchObject({
    problem: { code: 'not-positive', field: 'deviation' },
  });
  expect(findReorderForPoisson({ ...given, leadTime: 0 })).toMatchObject({ problem: { field: 'leadTime' } });
  // So dear in stock that nothing should be kept.
  expect(findReorderByLevel({ ...given, holding: 1e6 })).toMatchObject({ problem: { field: 'reorder' } });
});

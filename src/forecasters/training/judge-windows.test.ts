import { expect, test } from 'vitest';
import { createJudge } from './judge-windows.ts';

test('the lowest validation loss is the best, and 15 epochs without a lower one end it', () => {
  const judge = createJudge({ epochs: 100, patienceEpochs: 15 });
  const heard = [3, 2, ...new Array(15).fill(2)].map((loss) => judge.hear(1, loss));
  expect(heard.slice(0, 4)).toEqual([true, true, false, false]);
  expect([judge.bestEpoch, judge.save().bestLoss, judge.end]).toEqual([2, 2, 'stopped-early']);
  expect(judge.curve.validation).toHaveLength(17);
});

test('without validation the newest is the best, to the last epoch', () => {
  const judge = createJudge({ epochs: 3, patienceEpochs: 15 });
  expect([1, 5, 9].map((loss) => judge.hear(loss, null))).toEqual([true, true, true]);
  expect([judge.bestEpoch, judge.end]).toEqual([3, 'all-epochs']);
  expect(judge.curve.validation).toEqual([]);
});

test('a loss that is not finite ends it and leaves the best', () => {
  const judge = createJudge({ epochs: 10, patienceEpochs: 15 });
  judge.hear(1, 1);
  judge.hear(1, Number.NaN);
  expect([judge.bestEpoch, judge.end, judge.curve.train.length]).toEqual([1, 'diverged', 1]);
});

test('goes on from what an earlier one had heard', () => {
  const first = createJudge({ epochs: 100, patienceEpochs: 15 });
  for (const loss of [3, 2, 4]) first.hear(1, loss);
  const second = createJudge({ epochs: 100, patienceEpochs: 15 }, first.save());
  expect(second.hear(1, 2.5)).toBe(false);
  expect(second.hear(1, 1)).toBe(true);
  expect([second.bestEpoch, second.curve.validation]).toEqual([5, [3, 2, 4, 2.5, 1]]);
  expect(first.curve.validation).toHaveLength(3);
});

test('stays ended where an earlier one had ended', () => {
  const first = createJudge({ epochs: 1, patienceEpochs: 15 });
  first.hear(1, 1);
  expect(createJudge({ epochs: 1, patienceEpochs: 15 }, first.save()).end).toBe('all-epochs');
});

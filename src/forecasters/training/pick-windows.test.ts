import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { createWindowPicker } from './pick-windows.ts';

const startsOf = (length: number) => Int32Array.from({ length }, (_, at) => 10 * at);

test('an epoch that takes all windows takes each once, in another order each time, and fills up from the beginning', () => {
  const pick = createWindowPicker(startsOf(7), 9, createRandom(1));
  const first = pick();
  expect([...first.subarray(0, 7)].sort((a, b) => a - b)).toEqual([...startsOf(7)]);
  expect(first.subarray(7)).toEqual(first.subarray(0, 2));
  expect(pick()).not.toEqual(first);
});

test('epochs that take a part of the windows go through all of them before any has a second turn', () => {
  const pick = createWindowPicker(startsOf(20), 6, createRandom(2));
  for (let pass = 0; pass < 3; pass += 1) {
    const taken = Array.from({ length: 10 }, () => [...pick()]).flat();
    const passes = [taken.slice(0, 20), taken.slice(20, 40), taken.slice(40, 60)];
    for (const one of passes) expect(one.toSorted((a, b) => a - b)).toEqual([...startsOf(20)]);
  }
});

test('each series of a panel takes part in proportion to its windows', () => {
  // 900, 90 and 10 windows; an epoch takes 50 of the 1,000.
  const pick = createWindowPicker(
    Int32Array.from({ length: 1000 }, (_, at) => at),
    50,
    createRandom(3),
  );
  const firstEpochs = Array.from({ length: 5 }, () => [...pick()]).flat();
  const share = (from: number, to: number) => firstEpochs.filter((at) => at >= from && at < to).length / 250;
  // Within three deviations of a draw without replacement.
  const deviation = (part: number) => Math.sqrt((part * (1 - part) * 0.75) / 250);
  for (const [from, to] of [
    [0, 900],
    [900, 990],
    [990, 1000],
  ]) {
    const part = (to - from) / 1000;
    expect(Math.abs(share(from, to) - part), `${from} to ${to}`).toBeLessThan(3 * deviation(part));
  }
  const all = [...firstEpochs, ...Array.from({ length: 15 }, () => [...pick()]).flat()];
  expect(new Set(all).size).toBe(1000);
});

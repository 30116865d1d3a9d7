import { expect, it } from 'vitest';
import { pause, pauseIfBusy } from './pause.ts';

/** Whether a message that waits comes in before whoever was asked to pause goes on. */
async function letsIn(wait: () => Promise<void>): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  let isIn = false;
  port1.onmessage = () => {
    isIn = true;
  };
  port2.postMessage(null);
  await wait();
  const wasIn = isIn;
  port1.close();
  return wasIn;
}

function work(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

it('lets a waiting message in, each time', async () => {
  await pause();
  expect(await letsIn(pause)).toBe(true);
  expect(await letsIn(pause)).toBe(true);
});

it('lets those that wait at once go on in the order in which they came', async () => {
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((each) => pause().then(() => order.push(each))));
  expect(order).toEqual([1, 2, 3]);
});

it('pauses after work of some milliseconds, and not before', async () => {
  await pause();
  expect(await letsIn(pauseIfBusy)).toBe(false);
  work(6);
  expect(await letsIn(pauseIfBusy)).toBe(true);
});

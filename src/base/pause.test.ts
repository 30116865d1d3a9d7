import { expect, it, vi } from 'vitest';
import { pause, pauseIfBusy } from './pause.ts';

/** Whether a message that waits comes in while somebody works and pauses a few times. */
async function letsIn(part: () => Promise<void>): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  let isIn = false;
  port1.onmessage = () => {
    isIn = true;
  };
  port2.postMessage(null);
  for (let turn = 0; turn < 10 && !isIn; turn += 1) await part();
  port1.close();
  return isIn;
}

it('lets a waiting message in', async () => {
  expect(await letsIn(pause)).toBe(true);
});

it('pauses after work of some milliseconds, and not before', async () => {
  let nowMs = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  await pause();
  let isNext = false;
  // What is asked for without a pause goes on before anything else has its turn.
  setImmediate(() => {
    isNext = true;
  });
  await pauseIfBusy();
  nowMs += 3;
  await pauseIfBusy();
  expect(isNext).toBe(false);
  for (let turn = 0; turn < 10 && !isNext; turn += 1) {
    nowMs += 5;
    await pauseIfBusy();
  }
  expect(isNext).toBe(true);
});

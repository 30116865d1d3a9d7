/** Time for tests of scripted workers: it passes only while no message is under way, and then at once. */
import { vi } from 'vitest';

/** Turns of the event loop in which whatever passes between workers of one thread has arrived and been answered. */
const quietTurns = 30;
const realImmediate = setImmediate;

async function settle(): Promise<void> {
  for (let turn = 0; turn < quietTurns; turn += 1) await new Promise((resolve) => realImmediate(resolve));
}

/** Runs `work` with timers and clock that jump to the next timer whenever nothing else is left to do. */
export async function inVirtualTime<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
  try {
    let isOver = false;
    const result = work().finally(() => {
      isOver = true;
    });
    for (await settle(); !isOver; await settle()) await vi.advanceTimersToNextTimerAsync();
    return await result;
  } finally {
    vi.useRealTimers();
  }
}

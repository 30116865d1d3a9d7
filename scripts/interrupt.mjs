import process from 'node:process';

/** What a shell says of a command that was ended by Ctrl-C. */
export const interruptedExitCode = 130;

/** What ends a process politely. */
export const endSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Ctrl-C, and the signals like it. The first one aborts `signal` once there is something that could be finished and written;
 * before that, and from the second on, the process ends at once.
 *
 * @param {() => void} onEndAtOnce called where it ends at the first, with nothing to finish
 */
export function listenForInterrupt(onEndAtOnce) {
  const controller = new AbortController();
  let finishes = false;
  const stop = () => {
    if (!controller.signal.aborted && !finishes) onEndAtOnce();
    if (controller.signal.aborted || !finishes) process.exit(interruptedExitCode);
    controller.abort();
  };
  for (const signal of endSignals) process.on(signal, stop);
  return {
    signal: controller.signal,
    /** From here on what is done so far is worth writing. */
    finishFirst() {
      finishes = true;
    },
  };
}

/** Longest time that a call is not heard while something is done step by step. */
const turnMs = 30;

/**
 * Goes through steps that each say how far they are, and lets messages in between.
 *
 * @throws the reason of `signal` when it is aborted
 */
export async function takeTurns<Outcome>(
  steps: Generator<{ done: number; total: number }, Outcome>,
  { signal, report }: { signal: AbortSignal; report: (progress: { done: number; total: number }) => void },
): Promise<Outcome> {
  let sinceMs = performance.now();
  let step = steps.next();
  while (!step.done) {
    report(step.value);
    if (performance.now() - sinceMs > turnMs) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
      sinceMs = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}

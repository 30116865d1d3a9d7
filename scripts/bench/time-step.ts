/** Mean time of a step in ms over at least `leastMs`, long enough for a clock of coarse ticks. */
export function timeStep(step: () => void, leastMs: number): number {
  const startMs = performance.now();
  let steps = 0;
  let elapsedMs = 0;
  while (elapsedMs < leastMs) {
    step();
    steps += 1;
    elapsedMs = performance.now() - startMs;
  }
  return elapsedMs / steps;
}

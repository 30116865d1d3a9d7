/** How many replays go into a submit, so that each keeps the device busy for a few milliseconds, and how many submits are under way. */
const aim = { leastMs: 3, mostMs: 8 };
const mostReplays = 64;
const mostSubmitsAhead = 2;

export class ReplayPace {
  #inPass = 0;
  #perSubmit = 1;
  #ahead: Promise<void>[] = [];

  /** To be told of every submit, whatever is in it. */
  beginPass(): void {
    this.#inPass = 0;
  }

  /** Counts a replay; says whether it is time for a submit. */
  addReplay(): boolean {
    this.#inPass += 1;
    return this.#inPass >= this.#perSubmit;
  }

  /** @param done what was submitted just now */
  follow(done: Promise<unknown>): void {
    const sentMs = performance.now();
    const wasIdle = this.#ahead.length === 0;
    this.#ahead.push(
      done.then(() => {
        this.#ahead.shift();
        if (wasIdle) this.#adapt(performance.now() - sentMs);
      }),
    );
  }

  #adapt(ms: number): void {
    if (ms < aim.leastMs) this.#perSubmit = Math.min(mostReplays, this.#perSubmit * 2);
    if (ms > aim.mostMs) this.#perSubmit = Math.max(1, this.#perSubmit >> 1);
  }

  /** Something to wait for where JavaScript has run ahead of the device; null where it may go on. */
  waitForRoom(): Promise<void> | null {
    return this.#ahead.length > mostSubmitsAhead ? this.#ahead[0] : null;
  }
}

/** Notes the steps of work that is done for real, in buffers that are all fresh and stay out of the pool. */
import type { RecordedStep } from './recording.ts';
import type { BufferManager } from './stock-backend.ts';

export class StepRecorder {
  readonly steps: RecordedStep[] = [];
  /** Buffers made since the start. */
  readonly fresh = new Set<GPUBuffer>();
  /** Those that nobody needs any more once the work is done. */
  readonly released = new Set<GPUBuffer>();
  /** Why the work cannot be repeated. */
  problem: string | null = null;
  readonly #manager: BufferManager;
  readonly #original: Pick<BufferManager, 'acquireBuffer' | 'releaseBuffer'>;

  constructor(manager: BufferManager) {
    const { acquireBuffer, releaseBuffer } = manager;
    this.#manager = manager;
    this.#original = { acquireBuffer, releaseBuffer };
    manager.acquireBuffer = (size, usage, mapped) => {
      const buffer = acquireBuffer.call(manager, size, usage, mapped, false);
      this.fresh.add(buffer);
      // tfjs expects a list for whatever is released.
      const key = `${size}_${usage}`;
      if (!manager.freeBuffers.has(key)) manager.freeBuffers.set(key, []);
      return buffer;
    };
    manager.releaseBuffer = (buffer) => {
      this.released.add(buffer);
    };
  }

  /** Has buffers come from the pool again, and go back there. */
  end(): void {
    Object.assign(this.#manager, this.#original);
  }

  /** Buffers of the work alone. */
  findOwned(): Set<GPUBuffer> {
    return new Set([...this.released].filter((buffer) => this.fresh.has(buffer)));
  }
}

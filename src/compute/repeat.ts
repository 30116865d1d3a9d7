/** A piece of work that is done over and over with tensors of the same shapes. */
import { type Replay, storageBackend } from './storage.ts';
import * as tf from './tf.ts';
import { deviceBackend } from './webgpu/device-backend.ts';

/** Does the work of one step; it must leave no tensor behind but those it changes in place. */
export type StepWork = (step: number) => void;

export type Repeated = {
  /**
   * Compiles what is to be compiled, where that can be done ahead.
   *
   * @param tuning given where there is time to try, until it is aborted, which of several shaders is fastest
   */
  compile(tuning?: AbortSignal): Promise<void>;
  run(step: number): void;
  /** Dispatches, or calls of kernels, of one replayed step; null where it is not replayed. */
  readonly dispatches: number | null;
  dispose(): void;
};

const mostRetirements = 8;

/** Compiles what `work` will run, where that can be done ahead, and tunes it where `tuning` is given; does not run it. */
export async function compileAhead(work: () => void, tuning?: AbortSignal): Promise<void> {
  const backend = deviceBackend();
  if (!backend) return;
  for (let attempt = 0; attempt < mostRetirements; attempt += 1) if (await backend.compile(work, tuning)) return;
}

/** Whether each new shape of a tensor has to be compiled for. */
export function compilesShapes(): boolean {
  return deviceBackend() !== null;
}

/**
 * Makes a step of training, or the like, repeatable: on WebGPU and wasm it goes through the tensor engine once and is
 * replayed from then on, with the step's number taken from the clock that the device keeps. Where that cannot be, it goes
 * through the engine each time.
 */
export function repeat(work: StepWork): Repeated {
  const backend = storageBackend();
  let replay: Replay | null = null;
  let isRecorded = false;
  return {
    compile: (tuning) => compileAhead(() => work(0), tuning),
    run(step) {
      if (replay) replay.run();
      else if (backend && !isRecorded) {
        isRecorded = true;
        replay = backend.record(() => work(step));
      } else tf.tidy(() => work(step));
    },
    get dispatches() {
      return replay?.dispatches ?? null;
    },
    dispose: () => replay?.dispose(),
  };
}

/** Something to wait for where JavaScript has run far ahead of the device; null where it may go on. */
export function waitForRoom(): Promise<void> | null {
  return deviceBackend()?.waitForRoom() ?? null;
}

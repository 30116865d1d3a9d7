/**
 * A step of training as the list of wasm calls it comes down to, and the memory they work in.
 *
 * While a step is recorded, memory that is given back stays the recording's and serves later tensors of the same size: the
 * calls come in the same order each time, so what holds for one run holds for all. What JavaScript has written is read by
 * every run and never written again, so it lies in memory of its own.
 */

import type { Replay } from './storage.ts';

/** Numbers and addresses in; what it computes is in memory. */
export type WasmFunction = (...sizesAndAddresses: number[]) => unknown;

/** What a recording needs of the wasm backend's memory. */
export type Heap = {
  allocate(bytes: number): number;
  free(address: number): void;
  /** Forgets a tensor that tfjs's own kernels know by this number. */
  forget(id: number): void;
};

type Call = { run: WasmFunction; sizesAndAddresses: number[] };
/** `address` null: a view, whose memory is another's. */
type Live = { address: number | null; bytes: number; isConstant: boolean };

/** A step that needs more is so long that going through the tensor engine costs it nothing. */
const mostBytes = 2 ** 29;
/** So that sizes that differ by little can serve each other. */
const grain = 64;

export class WasmRecording {
  readonly #heap: Heap;
  readonly #mostBytes: number;
  readonly #calls: Call[] = [];
  readonly #live = new Map<number, Live>();
  /** Memory that has been given back, by its size. */
  readonly #idle = new Map<number, number[]>();
  /** Memory that later tensors must not write to. */
  readonly #constants: number[] = [];
  readonly #ids: number[] = [];
  #bytes = 0;
  #problem: string | null = null;

  constructor(heap: Heap, most = mostBytes) {
    this.#heap = heap;
    this.#mostBytes = most;
  }

  /** Why there will be no replay; null while nothing speaks against it. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Ends the recording: nothing is kept from here on, and the step goes on as if there were none. */
  refuse(reason: string): void {
    if (this.#problem !== null) return;
    this.#problem = reason;
    this.#freeAll();
  }

  #freeAll(): void {
    for (const id of this.#ids) this.#heap.forget(id);
    for (const address of [...[...this.#idle.values()].flat(), ...this.#constants]) this.#heap.free(address);
    this.#ids.length = 0;
    this.#idle.clear();
    this.#constants.length = 0;
    this.#calls.length = 0;
  }

  /**
   * Memory for the tensor `id`.
   *
   * @param isConstant whether JavaScript writes the values
   * @returns null where the recording has ended
   */
  allocate(id: number, bytes: number, isConstant: boolean): number | null {
    if (this.#problem !== null) return null;
    const room = Math.ceil(Math.max(1, bytes) / grain) * grain;
    const address = (isConstant ? undefined : this.#idle.get(room)?.pop()) ?? this.#allocateAnew(room);
    this.#live.set(id, { address, bytes: room, isConstant });
    if (this.#bytes > this.#mostBytes) this.refuse('the step needs too much memory');
    return address;
  }

  #allocateAnew(bytes: number): number {
    this.#bytes += bytes;
    return this.#heap.allocate(bytes);
  }

  /** Whether the values of the tensor `id` are JavaScript's, the same each time. */
  isConstant(id: number): boolean {
    return this.#live.get(id)?.isConstant ?? false;
  }

  /** Notes a tensor `id` that lies in another's memory. */
  addView(id: number): void {
    if (this.#problem === null) this.#live.set(id, { address: null, bytes: 0, isConstant: false });
  }

  /** Address of memory for numbers that a call reads each time; null where the recording has ended. */
  keepBytes(values: Uint8Array): number | null {
    if (this.#problem !== null) return null;
    const address = this.#allocateAnew(Math.max(1, values.length));
    this.#constants.push(address);
    return address;
  }

  /**
   * Takes over a tensor that is disposed of.
   *
   * @returns false where it is not the recording's to keep
   */
  release(id: number): boolean {
    const live = this.#live.get(id);
    if (!live) {
      this.refuse('a tensor from before the step was disposed of');
      return false;
    }
    this.#live.delete(id);
    if (this.#problem !== null) return false;
    const { address, bytes, isConstant } = live;
    this.#ids.push(id);
    if (address === null) return true;
    if (isConstant) this.#constants.push(address);
    else this.#idle.set(bytes, [...(this.#idle.get(bytes) ?? []), address]);
    return true;
  }

  /** Notes a call. */
  add(run: WasmFunction, sizesAndAddresses: number[]): void {
    if (this.#problem === null) this.#calls.push({ run, sizesAndAddresses });
  }

  /** @returns null where the step cannot be replayed */
  finish(): Replay | null {
    if (this.#live.size > 0) this.refuse('a tensor outlived the step');
    if (this.#problem !== null) return null;
    const calls = [...this.#calls];
    return {
      dispatches: calls.length,
      run: () => {
        for (const { run, sizesAndAddresses } of calls) run(...sizesAndAddresses);
      },
      dispose: () => this.#freeAll(),
    };
  }
}

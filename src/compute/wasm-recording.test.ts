import { expect, test } from 'vitest';
import { WasmRecording } from './wasm-recording.ts';

/** Memory without values: hands out addresses and keeps count of them. */
function createHeap() {
  const used = new Set<number>();
  const forgotten: number[] = [];
  let next = 1000;
  return {
    used,
    forgotten,
    allocate: (bytes: number) => {
      next += bytes;
      used.add(next);
      return next;
    },
    free: (address: number) => {
      expect(used.delete(address), 'freed twice, or never allocated').toBe(true);
    },
    forget: (id: number) => forgotten.push(id),
  };
}

test('memory that is given back serves the next tensor of that size, and no other', () => {
  const heap = createHeap();
  const recording = new WasmRecording(heap);
  const first = recording.allocate(1, 400, false);
  recording.release(1);
  expect(recording.allocate(2, 4000, false)).not.toBe(first);
  expect(recording.allocate(3, 400, false)).toBe(first);
});

test('what JavaScript wrote has memory that nothing else is ever put into', () => {
  const heap = createHeap();
  const recording = new WasmRecording(heap);
  const before = recording.allocate(1, 64, false);
  recording.release(1);
  const constant = recording.allocate(2, 64, true);
  expect(constant).not.toBe(before);
  recording.release(2);
  expect(recording.allocate(3, 64, false)).toBe(before);
  expect(recording.allocate(4, 64, false)).not.toBe(constant);
});

test('a replay makes the calls again in their order, and gives all memory back when disposed of', () => {
  const heap = createHeap();
  const recording = new WasmRecording(heap);
  const calls: number[][] = [];
  const note = (...values: number[]) => calls.push(values);
  recording.allocate(1, 8, false);
  recording.allocate(2, 8, true);
  recording.addView(3);
  recording.keepBytes(Uint8Array.of(1, 2));
  recording.add(note, [1, 2]);
  recording.add(note, [3]);
  for (const id of [1, 2, 3]) expect(recording.release(id)).toBe(true);
  const replay = recording.finish();
  expect(replay?.dispatches).toBe(2);
  replay?.run();
  replay?.run();
  expect(calls).toEqual([[1, 2], [3], [1, 2], [3]]);
  expect(heap.used.size).toBe(3);
  replay?.dispose();
  expect(heap.used.size).toBe(0);
  expect(heap.forgotten).toEqual([1, 2, 3]);
});

test.each<[string, (recording: WasmRecording) => void, inUse: number]>([
  ['numbers from JavaScript', (recording) => recording.refuse('numbers'), 1],
  ['a tensor that outlives the step', (recording) => recording.allocate(9, 8, false), 2],
  ['a tensor from before the step', (recording) => recording.release(77), 1],
  ['more memory than is worth it', (recording) => recording.allocate(9, 10_000, false), 2],
])('%s end the recording, which keeps nothing', (_, end, inUse) => {
  const heap = createHeap();
  const recording = new WasmRecording(heap, 5000);
  recording.allocate(1, 8, false);
  recording.allocate(2, 8, true);
  recording.allocate(3, 8, false);
  recording.keepBytes(Uint8Array.of(1));
  recording.release(1);
  recording.release(2);
  end(recording);
  expect(recording.finish()).toBeNull();
  expect(recording.problem).not.toBeNull();
  // Tensors that are still in use are their owners' to free.
  expect(recording.release(3)).toBe(false);
  expect(recording.allocate(5, 8, false)).toBeNull();
  expect(heap.forgotten).toEqual([1, 2]);
  expect(heap.used.size).toBe(inUse);
});

/** Recorded steps are made shorter without any device: buffers here are names with a size. */
import { describe, expect, test } from 'vitest';
import { planSums } from './merge-sums.ts';
import { type Dispatch, type Range, type RecordedStep, shorten, type Use } from './recording.ts';

const bufferOf = (size: number) => ({ size }) as GPUBuffer;
const whole = (buffer: GPUBuffer): Range => ({ buffer, offset: 0, size: buffer.size });
const read = (range: Range): Use => ({ range, reads: true, writes: false });
const write = (range: Range): Use => ({ range, reads: false, writes: true });
const dispatch = (...uses: Use[]): Dispatch => ({
  kind: 'dispatch',
  pipeline: {} as GPUComputePipeline,
  uses,
  grid: [1, 1, 1],
});
const copy = (from: Range, to: Range): RecordedStep => ({ kind: 'copy', uses: [read(from), write(to)] });

const state = bufferOf(1024);
const [a, b, c] = [512, 512, 512].map(bufferOf);
const owned = new Set([a, b, c]);

describe('a recorded step', () => {
  test('loses what nobody reads', () => {
    const kept = dispatch(read(whole(state)), write(whole(a)));
    const last = dispatch(read(whole(a)), { range: whole(state), reads: true, writes: true });
    expect(shorten({ steps: [kept, dispatch(read(whole(a)), write(whole(b))), last], owned })).toEqual([kept, last]);
  });

  test('loses what is the same each time', () => {
    const constant = dispatch(read(whole(a)), write(whole(b)));
    const last = dispatch(read(whole(b)), { range: whole(state), reads: true, writes: true });
    expect(shorten({ steps: [constant, last], owned })).toEqual([last]);
  });

  test('writes at once where its result is copied to', () => {
    const make = dispatch(read(whole(state)), write(whole(a)));
    const target = bufferOf(1024);
    const steps = [make, copy(whole(a), { buffer: target, offset: 256, size: 512 })];
    const [only, ...more] = shorten({ steps, owned });
    expect(more).toEqual([]);
    expect(only.uses[1]).toEqual(write({ buffer: target, offset: 256, size: 512 }));
  });

  test('keeps a copy out of which the old values are still to be read, or that lies where nothing can be bound', () => {
    const make = dispatch(read(whole(state)), write(whole(a)));
    const target = bufferOf(1024);
    const to = { buffer: target, offset: 0, size: 512 };
    const late = dispatch(read(whole(target)), write(whole(bufferOf(4))));
    expect(shorten({ steps: [make, late, copy(whole(a), to)], owned })).toHaveLength(3);
    expect(shorten({ steps: [make, copy(whole(a), { ...to, offset: 4 })], owned })).toHaveLength(2);
  });

  test('reads a part where it lies', () => {
    const make = dispatch(read(whole(state)), write(whole(a)));
    const part = bufferOf(128);
    const use = dispatch(read(whole(part)), { range: whole(state), reads: true, writes: true });
    const steps = [make, copy({ buffer: a, offset: 256, size: 128 }, whole(part)), use];
    const short = shorten({ steps, owned: new Set([a, part]) });
    expect(short).toHaveLength(2);
    expect(short[1].uses[0].range).toEqual({ buffer: a, offset: 256, size: 128 });
  });
});

test('sums of split products into one buffer are planned as one', () => {
  const gradient = bufferOf(4096);
  const split = (parts: GPUBuffer) => dispatch(read(whole(state)), write(whole(parts)));
  const sum = (parts: GPUBuffer, at: number): Dispatch => ({
    ...dispatch(read(whole(parts)), write({ buffer: gradient, offset: at, size: 256 })),
    sum: { count: 2, total: 64, sizes: [64] },
  });
  const steps = [split(a), sum(a, 0), split(b), sum(b, 256)];
  const plan = planSums(steps, owned);
  expect(plan?.members).toHaveLength(2);
  expect(plan).toMatchObject({ offsets: [0, 512], bytes: 1024, groups: 2 });
  const early = dispatch(read(whole(gradient)), write(whole(state)));
  expect(planSums([split(a), sum(a, 0), early, split(b), sum(b, 256)], owned)).toBeNull();
});

/**
 * Which of several shaders that give the same numbers is fastest on this device: each is run a few times on made-up inputs of
 * the same sizes. One whose numbers differ from the first's in any bit is passed over, so what is found never changes a result.
 */
import { createRandom } from '../../base/random.ts';
import type { Shader } from './program.ts';

/** A shader in full, compiled. */
export type Contender = Pick<Shader, 'grid'> & { pipeline: GPUComputePipeline };
/** What is bound, of floats: its size in bytes, and whether it is written or read. */
export type Room = { bytes: number; isWritten: boolean };

/** A rival has to be faster than the first by this much. */
const worthwhile = 0.95;
const rounds = 3;
/** Timestamps may be coarse (Chrome rounds them to 0.1 ms), so a measurement takes about this long. */
const wantedMs = 2;
const mostRepeats = 64;
const mostBytes = 2 ** 28;
/** Numbers drawn for the inputs; longer ones repeat them. */
const drawn = 2 ** 16;

/** Runs work on the device and says how long it took. */
type Stopwatch = { measure(encode: (pass: GPUComputePassEncoder) => void): Promise<number>; dispose(): void };

function createStopwatch(device: GPUDevice): Stopwatch {
  if (!device.features.has('timestamp-query')) {
    return {
      async measure(encode) {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        encode(pass);
        pass.end();
        const startedMs = performance.now();
        device.queue.submit([encoder.finish()]);
        await device.queue.onSubmittedWorkDone();
        return performance.now() - startedMs;
      },
      dispose: () => {},
    };
  }
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 });
  const resolved = device.createBuffer({ size: 16, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
  return {
    async measure(encode) {
      const encoder = device.createCommandEncoder();
      const timestampWrites = { querySet, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 };
      const pass = encoder.beginComputePass({ timestampWrites });
      encode(pass);
      pass.end();
      encoder.resolveQuerySet(querySet, 0, 2, resolved, 0);
      device.queue.submit([encoder.finish()]);
      const [from, to] = new BigUint64Array(await readBuffer(device, resolved));
      return Number(to - from) / 1e6;
    },
    dispose() {
      querySet.destroy();
      resolved.destroy();
    },
  };
}

async function readBuffer(device: GPUDevice, buffer: GPUBuffer): Promise<ArrayBuffer> {
  const staging = device.createBuffer({ size: buffer.size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return staging.getMappedRange().slice(0);
  } finally {
    staging.destroy();
  }
}

function isSame(one: ArrayBuffer, other: ArrayBuffer): boolean {
  const [a, b] = [new Uint32Array(one), new Uint32Array(other)];
  return a.length === b.length && a.every((bits, at) => bits === b[at]);
}

/** Inputs filled with numbers between -0.5 and 0.5, outputs with zeros. */
function furnish(device: GPUDevice, rooms: readonly Room[]): GPUBuffer[] {
  const random = createRandom(1);
  const numbers = Float32Array.from({ length: drawn }, () => random() - 0.5);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  return rooms.map(({ bytes, isWritten }) => {
    const buffer = device.createBuffer({ size: bytes, usage });
    for (let at = 0; !isWritten && at < bytes; at += numbers.byteLength) {
      device.queue.writeBuffer(buffer, at, numbers, 0, Math.min(drawn, (bytes - at) / 4));
    }
    return buffer;
  });
}

/**
 * @param candidates the first is the one that the others have to beat
 * @param rooms in the order of the bindings
 * @param signal once aborted, the first is taken
 * @returns the place of the fastest
 */
export async function findFastest(
  device: GPUDevice,
  candidates: readonly Contender[],
  rooms: readonly Room[],
  signal: AbortSignal,
): Promise<number> {
  if (candidates.length < 2 || rooms.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) return 0;
  const buffers = furnish(device, rooms);
  const outputs = buffers.filter((_, at) => rooms[at].isWritten);
  const stopwatch = createStopwatch(device);
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const groups = candidates.map(({ pipeline }) =>
    device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }),
  );
  const timeOf = async (at: number, repeats: number) => {
    const { pipeline, grid } = candidates[at];
    const ms = await stopwatch.measure((pass) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, groups[at]);
      for (let turn = 0; turn < repeats; turn += 1) pass.dispatchWorkgroups(...grid);
    });
    return ms / repeats;
  };
  const outcomeOf = async (at: number) => {
    const encoder = device.createCommandEncoder();
    for (const buffer of outputs) encoder.clearBuffer(buffer);
    device.queue.submit([encoder.finish()]);
    const ms = await timeOf(at, 1);
    return { ms, values: await Promise.all(outputs.map((buffer) => readBuffer(device, buffer))) };
  };
  try {
    const first = await outcomeOf(0);
    const sound = [0];
    let leastMs = first.ms;
    for (let at = 1; at < candidates.length && !signal.aborted; at += 1) {
      const { ms, values } = await outcomeOf(at);
      if (!values.every((value, which) => isSame(value, first.values[which]))) continue;
      sound.push(at);
      leastMs = Math.min(leastMs, ms);
    }
    const repeats = Math.max(1, Math.min(mostRepeats, Math.round(wantedMs / Math.max(leastMs, 1e-3))));
    const best = new Map(sound.map((at) => [at, Number.POSITIVE_INFINITY]));
    for (let round = 0; round < rounds; round += 1) {
      for (const at of sound) {
        if (signal.aborted) return 0;
        best.set(at, Math.min(best.get(at) as number, await timeOf(at, repeats)));
      }
    }
    const limitMs = (best.get(0) as number) * worthwhile;
    const faster = sound.filter((at) => (best.get(at) as number) < limitMs);
    return faster.sort((a, b) => (best.get(a) as number) - (best.get(b) as number))[0] ?? 0;
  } finally {
    stopwatch.dispose();
    for (const buffer of buffers) buffer.destroy();
  }
}

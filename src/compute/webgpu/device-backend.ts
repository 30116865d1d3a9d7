/** tfjs's WebGPU backend on a device of our own, with shaders of our own, views, and steps that are recorded and replayed. */
import { retireForm } from '../op.ts';
import type { Replay, StorageBackend } from '../storage.ts';
import * as tf from '../tf.ts';
import { mergeSums, planSums } from './merge-sums.ts';
import { type Program, type Shader, writeShader } from './program.ts';
import { type Copy, type Dispatch, type Range, type Step, shorten, type Use } from './recording.ts';
import { StockBackend, type StockProgram } from './stock-backend.ts';
import { findFastest } from './tuning.ts';
import { recallFastest, rememberFastest } from './tuning-memory.ts';

type Compilation = { op: string; pipeline: Promise<GPUComputePipeline> };

/** From the value `at` on. */
type Piece = { tensor: tf.TensorInfo; at: number };
type Recorder = { steps: Step[]; fresh: Set<GPUBuffer>; released: Set<GPUBuffer>; problem: string | null };
type Command = { pipeline: GPUComputePipeline; group: GPUBindGroup; grid: readonly number[] } | Copy;

const aim = { leastMs: 3, mostMs: 8 };
const mostSubmitsAhead = 2;
const stockBatch = 15;

export class DeviceBackend extends StockBackend implements StorageBackend {
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  /** What is being compiled in the background, by its shader; of tfjs, by its key. */
  readonly #compiling = new Map<string, Compilation>();
  readonly #compilingOfStock = new Map<string, Promise<GPUComputePipeline>>();
  /** Shaders that the work in hand needs and that are not ready. */
  readonly #missing = new Map<string, Compilation>();
  #recorder: Recorder | null = null;
  #uniforms: Range | null = null;
  #replaysInPass = 0;
  #replaysPerSubmit = 1;
  #ahead: Promise<void>[] = [];
  /** Programs with rivals that the work in hand needs and of which none has been chosen, by the shader of the first. */
  readonly #untuned = new Map<string, Program>();
  /** What tuning has chosen in the place of these shaders. */
  readonly #chosen = new Map<string, Shader>();
  /** Dispatches since the start, of stock programs and ours, for measurements. */
  dispatches = 0;
  /** Whether tuning is worth the time here. */
  readonly isTuned: boolean;
  /** Threads of a subgroup; 0 where that is not certain. */
  readonly subgroupSize: number;
  readonly mostThreadsInGroup: number;
  /** Its name, to remember by what was found out about it. */
  readonly #adapter: string;

  constructor(device: GPUDevice, info: GPUAdapterInfo, { isTuned }: { isTuned: boolean }) {
    super(device, info);
    const { subgroupMinSize, subgroupMaxSize } = info;
    this.#adapter = [info.vendor, info.architecture, info.device, info.description].join(' ');
    this.isTuned = isTuned;
    this.subgroupSize = device.features.has('subgroups') && subgroupMinSize === subgroupMaxSize ? subgroupMinSize : 0;
    this.mostThreadsInGroup = device.limits.maxComputeInvocationsPerWorkgroup;
  }

  get #compilesOnly(): boolean {
    return tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
  }

  override tensorToBinding(tensor: tf.TensorInfo): GPUBindingResource {
    const { span, resource } = this.tensorMap.get(tensor.dataId);
    return span && resource ? { buffer: resource, ...span } : super.tensorToBinding(tensor);
  }

  #rangeOf({ dataId }: { dataId: object }): Range {
    this.uploadToGPU(dataId);
    const { resource, span } = this.tensorMap.get(dataId);
    if (!resource) throw new Error('a tensor without a buffer');
    return { buffer: resource, offset: span?.offset ?? 0, size: span?.size ?? resource.size };
  }

  viewOf(whole: tf.Tensor, offset: number, shape: number[]): tf.Tensor {
    const { buffer, offset: first } = this.#rangeOf(whole);
    const dataId = { id: this.nextDataId() };
    this.tensorMap.set(dataId, {
      values: null,
      dtype: whole.dtype,
      shape,
      refCount: 1,
      resource: buffer,
      external: true,
      span: { offset: first + 4 * offset, size: 4 * tf.util.sizeFromShape(shape) },
    });
    return tf.engine().makeTensorFromDataId(dataId, shape, whole.dtype, this);
  }

  overwrite(target: tf.Tensor, source: tf.Tensor | Float32Array | Int32Array, offset: number): void {
    const { buffer, offset: first } = this.#rangeOf(target);
    const at = first + 4 * offset;
    if (this.#compilesOnly) return;
    this.tensorMap.get(target.dataId).values = null;
    if (!(source instanceof tf.Tensor)) {
      this.refuseRecording('numbers from JavaScript were written');
      this.flush();
      this.queue.writeBuffer(buffer, at, source as Float32Array<ArrayBuffer>);
      return;
    }
    if (source.size > 0) this.copyValues({ tensor: source, at: 0 }, { tensor: target, at: offset }, source.size);
  }

  /** Copies `count` values from one tensor into another. */
  copyValues(from: Piece, to: Piece, count: number): void {
    const [source, target] = [from, to].map(({ tensor, at }) => {
      const { buffer, offset } = this.#rangeOf(tensor);
      this.commandQueueOwnedIds.add(tensor.dataId);
      return { buffer, offset: offset + 4 * at, size: 4 * count };
    });
    this.tensorMap.get(to.tensor.dataId).values = null;
    if (!this.#compilesOnly) this.#copy(source, target);
  }

  /** Fills with zeros what was allocated just now. Recorded buffers are never reused, so theirs stay zero. */
  clear(tensor: tf.TensorInfo): void {
    const { buffer } = this.#rangeOf(tensor);
    this.commandQueueOwnedIds.add(tensor.dataId);
    if (this.#compilesOnly) return;
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.commandEncoder?.clearBuffer(buffer);
  }

  refuseRecording(reason: string): void {
    if (this.#recorder) this.#recorder.problem ??= reason;
  }

  #copy(from: Range, to: Range): void {
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.commandEncoder?.copyBufferToBuffer(from.buffer, from.offset, to.buffer, to.offset, from.size);
    const uses: [Use, Use] = [
      { range: from, reads: true, writes: false },
      { range: to, reads: false, writes: true },
    ];
    this.#recorder?.steps.push({ kind: 'copy', uses });
  }

  /** Sends what has been encoded so far. */
  flush(): void {
    this.endComputePassEncoder();
    if (this.commandEncoder) this.submitQueue();
  }

  override submitQueue(): void {
    super.submitQueue();
    this.#replaysInPass = 0;
  }

  /** Nothing read is kept on the CPU: tensors change in place. */
  override convertAndCacheOnCPU(_id: object, data: unknown): unknown {
    return data;
  }

  override async read(dataId: object): Promise<tf.TypedArray> {
    this.refuseRecording('a tensor was read');
    const { span, resource, dtype } = this.tensorMap.get(dataId);
    if (!span || !resource) return super.read(dataId);
    const data = await this.getBufferData(resource);
    return tf.util.convertBackendValuesAndArrayBuffer(
      data.slice(span.offset, span.offset + span.size),
      dtype,
    ) as tf.TypedArray;
  }

  /** Room for a result; what is not handed on is to be released. */
  allocate(shape: number[], dtype: 'float32' | 'int32' = 'float32'): tf.TensorInfo {
    return this.makeTensorInfo(shape, dtype);
  }

  release(...tensors: tf.TensorInfo[]): void {
    for (const { dataId } of tensors) this.disposeData(dataId);
  }

  /** Runs a shader of ours, or of its rivals the one that tuning has chosen. */
  run(usual: Program): void {
    const program = this.#choose(usual);
    const { bindings, grid } = program;
    const uses = bindings.map(({ tensor, access }) => ({
      range: this.#rangeOf(tensor),
      reads: access !== 'write',
      writes: access !== 'read',
    }));
    const pipeline = this.#pipelineOf(program);
    if (!pipeline) return;
    for (const { tensor, access } of bindings) {
      if (access !== 'read') this.tensorMap.get(tensor.dataId).values = null;
      this.commandQueueOwnedIds.add(tensor.dataId);
    }
    this.#encode({ pipeline, group: this.#bind(pipeline, uses), grid });
    this.dispatchCountInPass += 1;
    this.#recorder?.steps.push({ kind: 'dispatch', pipeline, uses, grid, sum: program.sum });
    if (this.dispatchCountInPass >= stockBatch) this.flush();
  }

  #choose(program: Program): Program {
    if (!program.rivals || !this.isTuned) return program;
    const code = writeShader(program);
    const chosen = this.#chosen.get(code);
    if (!chosen && this.#compilesOnly) this.#untuned.set(code, program);
    return chosen ? { ...program, ...chosen } : program;
  }

  /** Chooses among the rivals of each program, by what an earlier visit found or by trying. */
  async #tune(programs: ReadonlyMap<string, Program>, signal: AbortSignal): Promise<void> {
    for (const [code, { op, bindings, body, grid, rivals }] of programs) {
      if (signal.aborted) return;
      const all = [{ body, grid }, ...(rivals?.() ?? [])].map((shader) => ({
        shader,
        code: writeShader({ bindings, ...shader }),
      }));
      const distinct = [...new Map(all.map((one) => [one.code, one])).values()];
      const codes = distinct.map((one) => one.code);
      const recalled = await recallFastest(this.#adapter, codes);
      const wanted = recalled === null ? distinct : [distinct[recalled]];
      const compiled = await Promise.all(
        wanted.map(async ({ shader, code: own }) => {
          const pipeline = await this.#compileAhead(own, op).pipeline.catch(() => null);
          return pipeline && { shader, code: own, pipeline, grid: shader.grid };
        }),
      );
      // One that does not compile is none that can be chosen.
      const candidates = compiled.filter((candidate) => candidate !== null);
      if (signal.aborted) return;
      if (!compiled[0]) continue;
      const rooms = bindings.map(({ tensor, access }) => ({
        bytes: 4 * tf.util.sizeFromShape(tensor.shape),
        isWritten: access === 'write',
      }));
      const fastest = candidates[await findFastest(this.device, candidates, rooms, signal)];
      if (signal.aborted) return;
      this.#chosen.set(code, fastest.shader);
      if (recalled === null) await rememberFastest(this.#adapter, codes, codes.indexOf(fastest.code));
    }
  }

  #bind(pipeline: GPUComputePipeline, uses: readonly Use[]): GPUBindGroup {
    return this.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: uses.map(({ range }, binding) => ({ binding, resource: range })),
    });
  }

  #encode({ pipeline, group, grid }: Exclude<Command, Copy>): void {
    this.ensureCommandEncoderReady();
    this.computePassEncoder ??= this.commandEncoder?.beginComputePass() ?? null;
    const pass = this.computePassEncoder as GPUComputePassEncoder;
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(grid[0], grid[1], grid[2]);
    this.dispatches += 1;
  }

  /** Null while only compiling. */
  #pipelineOf(program: Program): GPUComputePipeline | null {
    const code = writeShader(program);
    if (!this.#compilesOnly) return this.#compileNow(code, program.op);
    if (!this.#pipelines.has(code)) this.#missing.set(code, this.#compileAhead(code, program.op));
    return null;
  }

  #compileNow(code: string, label: string): GPUComputePipeline {
    const known = this.#pipelines.get(code);
    if (known) return known;
    const compute = { module: this.device.createShaderModule({ code, label }), entryPoint: 'main' };
    const pipeline = this.device.createComputePipeline({ layout: 'auto', compute, label });
    this.#pipelines.set(code, pipeline);
    return pipeline;
  }

  #compileAhead(code: string, op: string): Compilation {
    const known = this.#compiling.get(code);
    if (known) return known;
    // A shader that does not parse would count as a fault of the device; the pipeline's rejection says the same.
    this.device.pushErrorScope('validation');
    const compute = { module: this.device.createShaderModule({ code, label: op }), entryPoint: 'main' };
    const pipeline = this.device.createComputePipelineAsync({ layout: 'auto', compute, label: op });
    void this.device.popErrorScope().catch(() => {});
    const settle = () => this.#compiling.delete(code);
    pipeline.then((made) => this.#pipelines.set(code, made)).then(settle, settle);
    const compilation = { op, pipeline };
    this.#compiling.set(code, compilation);
    return compilation;
  }

  /**
   * Compiles, all at once, every shader that `work` uses, without running any. Other work may run meanwhile.
   *
   * @param tuning given where there is time to find out, until it is aborted, which of several shaders is fastest
   * @returns false where a shader of ours failed and its operation went back to tfjs's own ops: compile again
   */
  async compile(work: () => void, tuning?: AbortSignal): Promise<boolean> {
    const ofStock = this.pipelineCache;
    for (const [key, pipeline] of this.#compilingOfStock) ofStock[key] ??= pipeline;
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
    try {
      tf.tidy(work);
    } finally {
      tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
    }
    const missing = [...this.#missing.values()];
    const untuned = new Map(this.#untuned);
    this.#missing.clear();
    this.#untuned.clear();
    // tfjs cannot run a program whose pipeline is still a promise: it is kept elsewhere until it is one.
    for (const [key, pipeline] of Object.entries(ofStock)) {
      if (!(pipeline instanceof Promise)) continue;
      this.#compilingOfStock.set(key, pipeline);
      delete ofStock[key];
    }
    let isSound = true;
    for (const { op, pipeline } of missing) {
      try {
        await pipeline;
      } catch (error) {
        isSound = false;
        retirePair(op, String(error));
      }
    }
    for (const [key, pipeline] of [...this.#compilingOfStock]) {
      try {
        ofStock[key] ??= await pipeline;
      } finally {
        this.#compilingOfStock.delete(key);
      }
    }
    if (isSound && tuning) await this.#tune(untuned, tuning);
    return isSound;
  }

  override makeUniforms(uniforms: unknown): { buffer: GPUBuffer; offset: number; size: number } {
    const made = super.makeUniforms(uniforms);
    this.#uniforms = made;
    return made;
  }

  override recordAndSubmit(program: StockProgram, output: tf.TensorInfo, inputs: tf.TensorInfo[], more: unknown): void {
    this.dispatches += 1;
    const recorder = this.#recorder;
    if (!recorder) {
      super.recordAndSubmit(program, output, inputs, more);
      return;
    }
    const ranges = [output, ...inputs].map((tensor) => this.#rangeOf(tensor));
    const grid = [...program.dispatch];
    super.recordAndSubmit(program, output, inputs, more);
    const uniforms = this.#uniforms as Range;
    const uses = [...ranges, uniforms].map((range, at) => ({ range, reads: at > 0, writes: at === 0 }));
    recorder.steps.push({ kind: 'dispatch', pipeline: program.pipeline, uses, grid });
  }

  /**
   * Does `work`, which must leave no tensor behind, and makes it repeatable.
   *
   * @returns null where something in it would not be the same each time
   */
  record(work: () => void): Replay | null {
    this.flush();
    const manager = this.bufferManager;
    const { acquireBuffer, releaseBuffer } = manager;
    const recorder: Recorder = { steps: [], fresh: new Set(), released: new Set(), problem: null };
    this.#recorder = recorder;
    manager.acquireBuffer = (size, usage, mapped) => {
      const buffer = acquireBuffer.call(manager, size, usage, mapped, false);
      recorder.fresh.add(buffer);
      // tfjs expects a list for whatever is released.
      const key = `${size}_${usage}`;
      if (!manager.freeBuffers.has(key)) manager.freeBuffers.set(key, []);
      return buffer;
    };
    manager.releaseBuffer = (buffer) => {
      recorder.released.add(buffer);
    };
    try {
      tf.tidy(work);
      this.flush();
    } finally {
      this.#recorder = null;
      Object.assign(manager, { acquireBuffer, releaseBuffer });
    }
    const { fresh, released, steps, problem } = recorder;
    const release = (buffer: GPUBuffer) => manager.releaseBuffer(buffer, !fresh.has(buffer));
    const owned = new Set([...released].filter((buffer) => fresh.has(buffer)));
    const shortened = problem === null ? this.#mergeSums(shorten({ steps, owned }), fresh, owned) : [];
    const used = new Set(shortened.flatMap(({ uses }) => uses.map(({ range }) => range.buffer)));
    for (const buffer of released) if (problem !== null || !used.has(buffer) || !fresh.has(buffer)) release(buffer);
    if (problem !== null) return null;
    const commands = shortened.map((step) => this.#prepare(step));
    return {
      dispatches: shortened.filter(({ kind }) => kind === 'dispatch').length,
      run: () => this.#replay(commands),
      dispose: () => {
        this.flush();
        for (const buffer of owned) if (used.has(buffer)) release(buffer);
      },
    };
  }

  #mergeSums(steps: Step[], fresh: Set<GPUBuffer>, owned: Set<GPUBuffer>): Step[] {
    const plan = planSums(steps, owned);
    if (!plan) return steps;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const arena = this.bufferManager.acquireBuffer(plan.bytes, usage, false, false);
    fresh.add(arena);
    owned.add(arena);
    return mergeSums(steps, plan, arena, this.#compileNow(plan.body, 'sums'));
  }

  #prepare(step: Step): Command {
    if (step.kind === 'copy') return step;
    const { pipeline, uses, grid }: Dispatch = step;
    return { pipeline, grid, group: this.#bind(pipeline, uses) };
  }

  #replay(commands: readonly Command[]): void {
    for (const command of commands) {
      if ('group' in command) this.#encode(command);
      else this.#copy(command.uses[0].range, command.uses[1].range);
    }
    this.#replaysInPass += 1;
    if (this.#replaysInPass < this.#replaysPerSubmit) return;
    this.flush();
    const sentMs = performance.now();
    const wasIdle = this.#ahead.length === 0;
    const done = this.queue.onSubmittedWorkDone().then(() => {
      this.#ahead.shift();
      if (wasIdle) this.#adapt(performance.now() - sentMs);
    });
    this.#ahead.push(done);
  }

  /** Makes submits longer or shorter, so that each keeps the device busy for a few milliseconds. */
  #adapt(ms: number): void {
    if (ms < aim.leastMs) this.#replaysPerSubmit = Math.min(64, this.#replaysPerSubmit * 2);
    if (ms > aim.mostMs) this.#replaysPerSubmit = Math.max(1, this.#replaysPerSubmit >> 1);
  }

  /** Something to wait for where JavaScript has run ahead of the device; null where it may go on. */
  waitForRoom(): Promise<void> | null {
    return this.#ahead.length > mostSubmitsAhead ? this.#ahead[0] : null;
  }
}

/** Both halves go together, for they share what the first keeps for the second. */
function retirePair(op: string, reason: string): void {
  const forward = op.replace(/Grad$/, '');
  for (const name of [forward, `${forward}Grad`]) retireForm({ op: name, backend: 'webgpu', reason });
}

/** The backend in use, where it is ours. */
export function deviceBackend(): DeviceBackend | null {
  const backend = tf.backend();
  return backend instanceof DeviceBackend ? backend : null;
}

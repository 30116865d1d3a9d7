/** tfjs's WebGPU backend on a device of our own, with shaders of our own, views, and steps that are recorded and replayed. */
import type { Replay, StorageBackend } from '../storage.ts';
import * as tf from '../tf.ts';
import { mergeSums, planSums } from './merge-sums.ts';
import { type Program, writeShader } from './program.ts';
import { type Copy, type Dispatch, type Range, type RecordedStep, shorten, type Use } from './recording.ts';
import { ReplayPace } from './replay-pace.ts';
import { noWants, ShaderLibrary, type Wants } from './shader-library.ts';
import { StepRecorder } from './step-recorder.ts';
import { StockBackend, type StockProgram } from './stock-backend.ts';

/** From the value `at` on. */
type TensorAt = { tensor: tf.TensorInfo; at: number };
type Command = { pipeline: GPUComputePipeline; group: GPUBindGroup; grid: readonly number[] } | Copy;

const stockBatch = 15;

export class DeviceBackend extends StockBackend implements StorageBackend {
  readonly #shaders: ShaderLibrary;
  /** Gathered while work is gone through without being run. */
  #wants: Wants | null = null;
  /** tfjs's own shaders that are being compiled in the background, by their keys. */
  readonly #compilingOfStock = new Map<string, Promise<GPUComputePipeline>>();
  #recorder: StepRecorder | null = null;
  #uniforms: Range | null = null;
  readonly #pace = new ReplayPace();
  /** Dispatches since the start, of stock programs and ours, for measurements. */
  dispatches = 0;
  /** Threads of a subgroup; 0 where that is not certain. */
  readonly subgroupSize: number;
  readonly mostThreadsInGroup: number;

  /** @param isTuned whether tuning is worth the time on this device */
  constructor(device: GPUDevice, info: GPUAdapterInfo, { isTuned }: { isTuned: boolean }) {
    super(device, info);
    const { subgroupMinSize, subgroupMaxSize } = info;
    const adapter = [info.vendor, info.architecture, info.device, info.description].join(' ');
    this.#shaders = new ShaderLibrary(device, adapter, isTuned);
    this.subgroupSize = device.features.has('subgroups') && subgroupMinSize === subgroupMaxSize ? subgroupMinSize : 0;
    this.mostThreadsInGroup = device.limits.maxComputeInvocationsPerWorkgroup;
  }

  get #compilesOnly(): boolean {
    return this.#wants !== null;
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
  copyValues(from: TensorAt, to: TensorAt, count: number): void {
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
    this.#pace.beginPass();
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
    const program = this.#shaders.choose(usual);
    const { bindings, grid } = program;
    // tfjs computes small tensors that have no buffer on the CPU, so they get theirs even where nothing is run.
    const uses = bindings.map(({ tensor, access }) => ({
      range: this.#rangeOf(tensor),
      reads: access !== 'write',
      writes: access !== 'read',
    }));
    if (this.#wants) {
      this.#shaders.want(usual, this.#wants);
      return;
    }
    const pipeline = this.#shaders.compileNow(writeShader(program), program.op);
    for (const { tensor, access } of bindings) {
      if (access !== 'read') this.tensorMap.get(tensor.dataId).values = null;
      this.commandQueueOwnedIds.add(tensor.dataId);
    }
    this.#encode({ pipeline, group: this.#bind(pipeline, uses), grid });
    this.dispatchCountInPass += 1;
    this.#recorder?.steps.push({ kind: 'dispatch', pipeline, uses, grid, sum: program.sum });
    if (this.dispatchCountInPass >= stockBatch) this.flush();
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

  /**
   * Compiles, all at once, every shader that `work` uses, without running any. Other work may run meanwhile.
   *
   * @param tuning given where there is time to find out, until it is aborted, which of several shaders is fastest
   * @returns false where a shader of ours failed and its operation went back to tfjs's own ops: compile again
   */
  async compile(work: () => void, tuning?: AbortSignal): Promise<boolean> {
    const ofStock = this.pipelineCache;
    for (const [key, pipeline] of this.#compilingOfStock) ofStock[key] ??= pipeline;
    const wants = noWants();
    this.#wants = wants;
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
    try {
      tf.tidy(work);
    } finally {
      this.#wants = null;
      tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
    }
    // tfjs cannot run a program whose pipeline is still a promise: it is kept elsewhere until it is one.
    for (const [key, pipeline] of Object.entries(ofStock)) {
      if (!(pipeline instanceof Promise)) continue;
      this.#compilingOfStock.set(key, pipeline);
      delete ofStock[key];
    }
    const isSound = await this.#shaders.fetch(wants, tuning);
    for (const [key, pipeline] of [...this.#compilingOfStock]) {
      try {
        ofStock[key] ??= await pipeline;
      } finally {
        this.#compilingOfStock.delete(key);
      }
    }
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
    const recorder = new StepRecorder(manager);
    this.#recorder = recorder;
    try {
      tf.tidy(work);
      this.flush();
    } finally {
      this.#recorder = null;
      recorder.end();
    }
    const { fresh, released, steps, problem } = recorder;
    const owned = recorder.findOwned();
    const release = (buffer: GPUBuffer) => manager.releaseBuffer(buffer, !fresh.has(buffer));
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

  #mergeSums(steps: RecordedStep[], fresh: Set<GPUBuffer>, owned: Set<GPUBuffer>): RecordedStep[] {
    const plan = planSums(steps, owned);
    if (!plan) return steps;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const arena = this.bufferManager.acquireBuffer(plan.bytes, usage, false, false);
    fresh.add(arena);
    owned.add(arena);
    return mergeSums(steps, plan, arena, this.#shaders.compileNow(plan.body, 'sums'));
  }

  #prepare(step: RecordedStep): Command {
    if (step.kind === 'copy') return step;
    const { pipeline, uses, grid }: Dispatch = step;
    return { pipeline, grid, group: this.#bind(pipeline, uses) };
  }

  #replay(commands: readonly Command[]): void {
    for (const command of commands) {
      if ('group' in command) this.#encode(command);
      else this.#copy(command.uses[0].range, command.uses[1].range);
    }
    if (!this.#pace.addReplay()) return;
    this.flush();
    this.#pace.follow(this.queue.onSubmittedWorkDone());
  }

  /** Something to wait for where JavaScript has run ahead of the device; null where it may go on. */
  waitForRoom(): Promise<void> | null {
    return this.#pace.waitForRoom();
  }
}

/** The backend in use, where it is ours. */
export function deviceBackend(): DeviceBackend | null {
  const backend = tf.backend();
  return backend instanceof DeviceBackend ? backend : null;
}

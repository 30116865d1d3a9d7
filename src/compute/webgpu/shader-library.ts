/** The compiled shaders of a device: at once where they are needed at once, in the background where there is time, and tuned. */
import { retireForm } from '../op.ts';
import * as tf from '../tf.ts';
import { type Program, type Shader, writeShader } from './program.ts';
import { findFastest } from './tuning.ts';
import { recallFastest, rememberFastest } from './tuning-memory.ts';

/** What a piece of work needs and the library lacks. */
export type Wants = {
  /** In the background already, by their operation. */
  compiling: { op: string; pipeline: Promise<GPUComputePipeline> }[];
  /** Programs with rivals of which none has been chosen, by the shader of the first. */
  untuned: Map<string, Program>;
};

export const noWants = (): Wants => ({ compiling: [], untuned: new Map() });

export class ShaderLibrary {
  readonly #device: GPUDevice;
  /** The adapter's name, to remember by what was found out about it. */
  readonly #adapter: string;
  readonly #isTuned: boolean;
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  readonly #compiling = new Map<string, Promise<GPUComputePipeline>>();
  /** What tuning has chosen in the place of these shaders. */
  readonly #chosen = new Map<string, Shader>();

  constructor(device: GPUDevice, adapter: string, isTuned: boolean) {
    this.#device = device;
    this.#adapter = adapter;
    this.#isTuned = isTuned;
  }

  /** The program with the shader that tuning has chosen. */
  choose(program: Program): Program {
    if (!program.rivals || !this.#isTuned) return program;
    return { ...program, ...this.#chosen.get(writeShader(program)) };
  }

  compileNow(code: string, label: string): GPUComputePipeline {
    const known = this.#pipelines.get(code);
    if (known) return known;
    const compute = { module: this.#device.createShaderModule({ code, label }), entryPoint: 'main' };
    const pipeline = this.#device.createComputePipeline({ layout: 'auto', compute, label });
    this.#pipelines.set(code, pipeline);
    return pipeline;
  }

  /** Begins to compile what a program runs, and adds to `wants` what is not there yet. */
  want(usual: Program, wants: Wants): void {
    const usualCode = writeShader(usual);
    const isOpen = usual.rivals && this.#isTuned && !this.#chosen.has(usualCode);
    if (isOpen) wants.untuned.set(usualCode, usual);
    const code = writeShader(this.choose(usual));
    if (!this.#pipelines.has(code))
      wants.compiling.push({ op: usual.op, pipeline: this.#compileAhead(code, usual.op) });
  }

  #compileAhead(code: string, label: string): Promise<GPUComputePipeline> {
    const ready = this.#pipelines.get(code);
    const known = ready ? Promise.resolve(ready) : this.#compiling.get(code);
    if (known) return known;
    // A shader that does not parse would count as a fault of the device; the pipeline's rejection says the same.
    this.#device.pushErrorScope('validation');
    const compute = { module: this.#device.createShaderModule({ code, label }), entryPoint: 'main' };
    const pipeline = this.#device.createComputePipelineAsync({ layout: 'auto', compute, label });
    void this.#device.popErrorScope().catch(() => {});
    const settle = () => this.#compiling.delete(code);
    pipeline.then((made) => this.#pipelines.set(code, made)).then(settle, settle);
    this.#compiling.set(code, pipeline);
    return pipeline;
  }

  /**
   * Waits for what is wanted, and tunes it.
   *
   * @param tuning given where there is time to find out, until it is aborted, which of several shaders is fastest
   * @returns false where a shader failed and its operation went back to tfjs's own ops
   */
  async fetch({ compiling, untuned }: Wants, tuning?: AbortSignal): Promise<boolean> {
    let isSound = true;
    for (const { op, pipeline } of compiling) {
      try {
        await pipeline;
      } catch (error) {
        isSound = false;
        retirePair(op, String(error));
      }
    }
    if (!isSound || !tuning) return isSound;
    for (const [code, program] of untuned) {
      const fastest = tuning.aborted ? null : await this.#findFastest(program, tuning);
      if (fastest) this.#chosen.set(code, fastest);
    }
    return true;
  }

  /** The fastest of a program's rivals, by what an earlier visit found or by trying; null where that was called off. */
  async #findFastest({ op, bindings, body, grid, rivals }: Program, signal: AbortSignal): Promise<Shader | null> {
    const shaders = new Map<string, Shader>();
    for (const shader of [{ body, grid }, ...(rivals?.() ?? [])]) {
      shaders.set(writeShader({ bindings, body: shader.body }), shader);
    }
    const codes = [...shaders.keys()];
    const recalled = await recallFastest(this.#adapter, codes);
    const wanted = recalled === null ? codes : [codes[recalled]];
    const compiled = await Promise.all(
      wanted.map(async (code) => {
        const pipeline = await this.#compileAhead(code, op).catch(() => null);
        const shader = shaders.get(code) as Shader;
        return pipeline && { code, pipeline, shader, grid: shader.grid };
      }),
    );
    // One that does not compile is none that can be chosen.
    const candidates = compiled.filter((candidate) => candidate !== null);
    if (!compiled[0] || signal.aborted) return null;
    const rooms = bindings.map(({ tensor, access }) => ({
      bytes: 4 * tf.util.sizeFromShape(tensor.shape),
      isWritten: access === 'write',
    }));
    const { code, shader } = candidates[await findFastest(this.#device, candidates, rooms, signal)];
    if (signal.aborted) return null;
    if (recalled === null) await rememberFastest(this.#adapter, codes, codes.indexOf(code));
    return shader;
  }
}

/** Both halves go together, for they share what the first keeps for the second. */
function retirePair(op: string, reason: string): void {
  const forward = op.replace(/Grad$/, '');
  for (const name of [forward, `${forward}Grad`]) retireForm({ op: name, backend: 'webgpu', reason });
}

/** Chooses and starts the tfjs backend that is fastest and right on this machine, and says why. */
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import type { BackendChoice, BackendName, BackendNote, BackendRefusal } from './backend-choice.ts';
import { gradientsAreRight } from './check-gradients.ts';
import { currentFault, type Fault, unwatchDevice, watchDevice } from './fault.ts';
import * as tf from './tf.ts';
import { installWasmForms } from './wasm-forms.ts';
import { DeviceBackend } from './webgpu/device-backend.ts';
import './webgpu/forms.ts';

/** Where the wasm backend's binaries lie, by the names tfjs asks for. */
export type WasmFiles = { plain: string; simd: string };

export type StartOptions = {
  /** The backend to try first even on a software adapter; null leaves the choice to what is fast. */
  asked: BackendName | null;
  wasmFiles: WasmFiles;
  /** Whether to find out which shaders are fastest on a GPU; on hardware alone where absent. */
  tunes?: boolean;
  /** Backends that have already let a run down, and how. */
  failed?: Partial<Record<BackendName, BackendRefusal>>;
};

type Start = { refusal: BackendRefusal } | { adapter: string | null; softwareAdapter: boolean };

function isSoftware(info: GPUAdapterInfo): boolean {
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.architecture} ${info.description}`)
  );
}

function nameOf(info: GPUAdapterInfo): string {
  return info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'GPU';
}

const raisedLimits = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
] as const;

const wantedFeatures: GPUFeatureName[] = ['subgroups', 'shader-f16', 'timestamp-query'];

async function startWebgpu({ asked, tunes }: StartOptions): Promise<Start> {
  if (typeof navigator === 'undefined' || !navigator.gpu) return { refusal: 'not-supported' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { refusal: 'no-adapter' };
  const softwareAdapter = isSoftware(adapter.info);
  if (softwareAdapter && asked !== 'webgpu') return { refusal: 'software-adapter' };
  const device = await adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(raisedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
  tf.removeBackend('webgpu');
  const tuning = { isTuned: tunes ?? !softwareAdapter };
  tf.registerBackend('webgpu', async () => new DeviceBackend(device, adapter.info, tuning));
  await tf.setBackend('webgpu');
  watchDevice(device);
  return { adapter: nameOf(adapter.info), softwareAdapter };
}

async function startWasm({ wasmFiles }: StartOptions): Promise<Start> {
  // The threaded build needs cross-origin isolation, which static hosts do not give.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmFiles.plain,
    'tfjs-backend-wasm-simd.wasm': wasmFiles.simd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmFiles.simd,
  });
  if (!(await tf.setBackend('wasm'))) return { refusal: 'failed-to-start' };
  await installWasmForms();
  return { adapter: null, softwareAdapter: false };
}

async function startCpu(): Promise<Start> {
  await tf.setBackend('cpu');
  return { adapter: null, softwareAdapter: false };
}

const starts: Record<BackendName, (options: StartOptions) => Promise<Start>> = {
  webgpu: startWebgpu,
  wasm: startWasm,
  cpu: startCpu,
};

const fastestFirst: BackendName[] = ['webgpu', 'wasm', 'cpu'];

async function tryToStart(backend: BackendName, options: StartOptions): Promise<Start> {
  const failure = options.failed?.[backend];
  if (failure) return { refusal: failure };
  try {
    const start = await starts[backend](options);
    if ('refusal' in start || backend === 'cpu') return start;
    const isRight = await gradientsAreRight();
    if (isRight && !currentFault()) return start;
    return { refusal: 'gradient-test-failed' };
  } catch {
    return { refusal: 'failed-to-start' };
  }
}

/** The backend in use, how it was asked for, and what it has been mended after. */
let running: { options: StartOptions; choice: BackendChoice; faults: Fault['kind'][] } | null = null;

/**
 * Starts WebGPU on a hardware adapter, else wasm (SIMD, one thread), else cpu; the one asked for is tried first.
 * A backend whose gradients are wrong is passed over (tensorflow/tfjs#8590).
 *
 * @returns what runs, and why each one before it does not
 */
export async function startBackend(options: StartOptions): Promise<BackendChoice> {
  unwatchDevice();
  const choice = await chooseBackend(options);
  running = { options, choice, faults: [] };
  return choice;
}

async function chooseBackend(options: StartOptions): Promise<BackendChoice> {
  const { asked } = options;
  const order = asked ? [asked, ...fastestFirst.filter((backend) => backend !== asked)] : fastestFirst;
  const passedOver: BackendChoice['passedOver'] = [];
  for (const backend of order) {
    const start = await tryToStart(backend, options);
    if (!('refusal' in start)) {
      const skipped = fastestFirst
        .slice(0, fastestFirst.indexOf(backend))
        .filter((other) => asked === backend && other !== backend);
      for (const other of skipped) passedOver.push({ backend: other, refusal: 'not-asked-for' });
      return { backend, ...start, passedOver };
    }
    // What went wrong with its device is no fault of the next one's.
    unwatchDevice();
    passedOver.push({ backend, refusal: start.refusal });
  }
  throw new Error(`no backend could be started: ${JSON.stringify(passedOver)}`);
}

function noteFaults(kinds: readonly Fault['kind'][]): BackendNote[] {
  const notes: BackendNote[] = [];
  if (kinds.includes('lost')) notes.push({ note: 'restarted' });
  if (kinds.includes('out-of-memory')) notes.push({ note: 'smaller-batches' });
  return notes;
}

/** Why a backend is given up after a fault that it is not given another chance after. */
const refusalAfter: Record<Fault['kind'], BackendRefusal> = {
  lost: 'lost-twice',
  'out-of-memory': 'out-of-memory',
  error: 'failed-while-running',
};

/** What a fault has led to. */
export type FaultRemedy = { fault: Fault; choice: BackendChoice };

/** A device is given another chance after its first loss, and after it first runs out of memory. */
function isWorthAnother(kind: Fault['kind'], before: readonly Fault['kind'][]): boolean {
  return kind !== 'error' && !before.includes(kind);
}

/**
 * Starts again after a fault: on a new device of the same GPU where that is worth it, else on the next backend. Tensors of
 * the old one are lost.
 */
export async function repairBackend(fault: Fault): Promise<FaultRemedy> {
  if (!running) throw new Error('no backend was running');
  const { options, choice, faults } = running;
  const failed = isWorthAnother(fault.kind, faults) ? {} : { [choice.backend]: refusalAfter[fault.kind] };
  const next = { ...options, failed: { ...options.failed, ...failed } };
  const started = await startBackend(next);
  const kinds = [...faults, fault.kind];
  const repaired = { ...started, notes: started.backend === 'webgpu' ? noteFaults(kinds) : [] };
  running = { options: next, choice: repaired, faults: kinds };
  return { fault, choice: repaired };
}

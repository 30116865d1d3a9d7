/** Gives Node a GPU: Dawn, from the npm package `webgpu`, which is no dependency of the app. To be imported before tfjs. */
const packageName: string = 'webgpu';
const dawn: { create(options: string[]): GPU; globals: object } = await import(/* @vite-ignore */ packageName);

Object.assign(globalThis, dawn.globals);
// tfjs's WebGPU backend does not take Node for a place to run in, but a worker.
Object.assign(globalThis, { WorkerGlobalScope: class {} });
Object.defineProperty(globalThis, 'navigator', { value: { gpu: dawn.create([]) }, configurable: true });

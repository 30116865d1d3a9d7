/**
 * One GPU for every start of a test file, and each of its pipelines compiled once: software takes a sixth of a second for one,
 * and every start and every training needs dozens. A device that is lost is not given again.
 */

/** By what was asked for. */
const kept = new Map<string, GPUDevice>();

const pipelinesOf = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();
const codeOf = new WeakMap<GPUShaderModule, string>();

/** What tells pipelines apart: all of this app and of tfjs are `main` of a shader, with the layout that follows from it. */
function keyOf({ compute: { module } }: GPUComputePipelineDescriptor): string | undefined {
  return codeOf.get(module);
}

/** Call it once, where a file begins. What a test spies on stays as it is: it sees every device asked for, and every pipeline. */
export function keepDevice(): void {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, wanted) {
    const key = JSON.stringify(wanted);
    const known = kept.get(key);
    if (known) return known;
    const device = await requestDevice.call(this, wanted);
    kept.set(key, device);
    pipelinesOf.set(device, new Map());
    const forget = () => {
      if (kept.get(key) === device) kept.delete(key);
    };
    const { destroy } = device;
    device.destroy = () => {
      forget();
      return destroy.call(device);
    };
    void device.lost.then(forget);
    return device;
  };

  const { createShaderModule, createComputePipeline, createComputePipelineAsync } = GPUDevice.prototype;
  GPUDevice.prototype.createShaderModule = function (this: GPUDevice, descriptor) {
    const module = createShaderModule.call(this, descriptor);
    codeOf.set(module, descriptor.code);
    return module;
  };
  GPUDevice.prototype.createComputePipeline = function (this: GPUDevice, descriptor) {
    const key = keyOf(descriptor);
    const pipelines = pipelinesOf.get(this);
    const known = key === undefined ? undefined : pipelines?.get(key);
    if (known) return known;
    const pipeline = createComputePipeline.call(this, descriptor);
    if (key !== undefined) pipelines?.set(key, pipeline);
    return pipeline;
  };
  GPUDevice.prototype.createComputePipelineAsync = async function (this: GPUDevice, descriptor) {
    const key = keyOf(descriptor);
    const pipelines = pipelinesOf.get(this);
    const known = key === undefined ? undefined : pipelines?.get(key);
    if (known) return known;
    const pipeline = await createComputePipelineAsync.call(this, descriptor);
    if (key !== undefined) pipelines?.set(key, pipeline);
    return pipeline;
  };
}

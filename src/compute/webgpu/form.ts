/** What the WebGPU forms of the operations are written with. */
import { type Attributes, type OpInputs, registerForm } from '../op.ts';
import * as tf from '../tf.ts';
import { type DeviceBackend, deviceBackend } from './device-backend.ts';

/** Gives `op` a form on WebGPU; it allocates its outputs on the backend it is handed. */
export function registerWebgpuForm(
  op: string,
  form: (backend: DeviceBackend, inputs: OpInputs, attributes: Attributes) => tf.TensorInfo[],
): void {
  registerForm(op, 'webgpu', (inputs, attributes) => {
    const backend = deviceBackend();
    if (!backend) throw new Error(`${op} was called on ${tf.getBackend()}`);
    return form(backend, inputs, attributes) as tf.Tensor[];
  });
}

/** Says `text` once for each number below `count`, in order. */
export function times(count: number, text: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => text(at)).join('\n');
}

/** Activations, safe at both ends: some drivers' exp and tanh are not. */
export const activationFunctions = `
fn sigmoid(x: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(x, -40.0, 40.0))); }
fn tanhSafe(x: f32) -> f32 { return tanh(clamp(x, -15.0, 15.0)); }
`;

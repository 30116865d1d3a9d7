/** Our own operations: one name, a form for each backend that has one, and a twin of tfjs ops for the rest. */
import * as tf from './tf.ts';

export type OpInputs = Record<string, tf.Tensor>;
export type Attributes = Record<string, unknown>;
/** Computes an operation's outputs, which it allocates. */
export type Form = (inputs: OpInputs, attributes: Attributes) => tf.Tensor[];
export type FormBackend = 'webgpu' | 'wasm';
/** A form that was given up for its twin, and why. */
export type Retirement = { op: string; backend: FormBackend; reason: string };

const backends = ['webgpu', 'wasm', 'cpu'] as const;
const forms = new Map<string, Form>();
let retired: Retirement[] = [];

const keyOf = (op: string, backend: string) => `${backend}/${op}`;

/**
 * Makes `name` a kernel of every backend.
 *
 * @param twin composed of tfjs ops, so that it runs everywhere; it is what a form is tested against
 */
export function defineOp(name: string, twin: Form): void {
  for (const backendName of backends) {
    tf.registerKernel({
      kernelName: name,
      backendName,
      kernelFunc: ({ inputs, attrs }) => {
        const form =
          forms.get(keyOf(name, backendName)) ?? ((...args: Parameters<Form>) => tf.tidy(() => twin(...args)));
        return form(inputs as OpInputs, (attrs ?? {}) as Attributes);
      },
    });
  }
}

/** Gives an operation a form of its own on one backend; until it is retired, that runs instead of the twin. */
export function registerForm(op: string, backend: FormBackend, form: Form): void {
  forms.set(keyOf(op, backend), form);
}

/** Goes back to the twin, on a backend where the form does not work. */
export function retireForm({ op, backend, reason }: Retirement): void {
  if (forms.delete(keyOf(op, backend))) retired.push({ op, backend, reason });
}

/** What has been given up since the last call. */
export function takeRetirements(): Retirement[] {
  const taken = retired;
  retired = [];
  return taken;
}

/** Runs an operation on the backend in use; no gradient is recorded. */
export function runOp(name: string, inputs: OpInputs, attributes: Attributes = {}): tf.Tensor[] {
  const outputs = tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap) as tf.Tensor | tf.Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** The name under which a form finds the outputs that its forward half kept for it, after the first. */
export function reserveName(index: number): string {
  return `reserve${index}`;
}

export type Differentiable = {
  name: string;
  inputs: OpInputs;
  attributes?: Attributes;
  /** OpInputs that nothing is learnt through; the backward half gives no gradient for them. */
  constants?: readonly string[];
};

/**
 * Runs the operation `name`, and `<name>Grad` when gradients are taken.
 *
 * The forward half gives `[y, ...reserve]`. The backward half gets the same inputs and attributes, `y`, its gradient `dy`
 * and `reserve0`, `reserve1`, …, and gives the gradients of all inputs but the constants, in their order. The attribute
 * `constants` tells it which those are.
 */
export function runDifferentiable({ name, inputs, attributes = {}, constants = [] }: Differentiable): tf.Tensor {
  const names = Object.keys(inputs);
  const allAttributes = { ...attributes, constants };
  const op = tf.customGrad((...args) => {
    const save = args[names.length] as unknown as tf.GradSaveFunc;
    const outputs = runOp(name, inputs, allAttributes);
    save([...names.map((input) => inputs[input]), ...outputs]);
    return {
      value: outputs[0],
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [y, ...reserve] = saved.slice(names.length);
        const backward: OpInputs = { dy, y };
        names.forEach((input, at) => {
          backward[input] = saved[at];
        });
        reserve.forEach((kept, at) => {
          backward[reserveName(at)] = kept;
        });
        const gradients = runOp(`${name}Grad`, backward, allAttributes);
        // The engine wants one tensor an input and never looks at those of constants.
        let at = 0;
        return names.map((input) => (constants.includes(input) ? dy : gradients[at++]));
      },
    };
  });
  return op(...Object.values(inputs));
}

/** Whether nothing is learnt through the input x, so that a backward half gives no gradient for it. */
export function isConstantX({ constants }: Attributes): boolean {
  return (constants as readonly string[] | undefined)?.includes('x') ?? false;
}

/** A compute shader of ours, said by what it reads and writes. */
import type * as tf from '../tf.ts';
import type { PartSum } from './recording.ts';

export type Binding = {
  /** Its name in the shader. */
  name: string;
  tensor: tf.TensorInfo;
  /** `update` reads what was there before. */
  access: 'read' | 'write' | 'update';
};

export type Shader = {
  /** WGSL without the declarations of the bindings. All sizes are constants in it. */
  body: string;
  /** Workgroups. */
  grid: readonly [number, number, number];
};

export type Program = Shader & {
  /** The operation it belongs to, which is retired where the shader does not compile. */
  op: string;
  bindings: Binding[];
  /**
   * Others that give the same numbers, bit for bit, of which tuning may find one faster on this device. Bindings are then of
   * floats, read or written and never both.
   */
  rivals?: () => readonly Shader[];
  /** Where all it does is to add up parts. */
  sum?: PartSum;
};

/** Tensors that a shader uses alike, by their names in it. */
export function bind(access: Binding['access'], tensors: Record<string, tf.TensorInfo>): Binding[] {
  return Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, access }));
}

function declare({ name, tensor, access }: Binding, at: number): string {
  const type = tensor.dtype === 'int32' ? 'i32' : 'f32';
  const mode = access === 'read' ? 'read' : 'read_write';
  return `@group(0) @binding(${at}) var<storage, ${mode}> ${name}: array<${type}>;`;
}

/** The whole shader. */
export function writeShader({ bindings, body }: Pick<Program, 'bindings' | 'body'>): string {
  // Extensions are to be named first of all.
  const [enable = ''] = body.match(/^enable \w+;\n/) ?? [];
  return `${enable}${bindings.map(declare).join('\n')}\n${body.slice(enable.length)}`;
}

/** Workgroups that hold so many threads. */
export function groupsOf(threads: number, size: number): number {
  return Math.ceil(threads / size);
}

/** A graph in the making, and the ONNX file of it. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
import { Message } from './protobuf.ts';

/** The oldest set of operators that has all that is used here, so that most runtimes take it. */
const operators = 17;
const irVersion = 8;

const types = { float: 1, int64: 7, double: 11 } as const;
type ElementType = keyof typeof types;
/** A number, or the name of what may be any number. */
export type Dimension = number | string;
/** Of a node: whole numbers, broken ones, or texts. */
export type Attribute = number | { float: number } | string | readonly number[];

/** A value of the graph, by the name of what gives it. */
export type Value = string & { readonly ofGraph: unique symbol };

const attributeTypes = { float: 1, int: 2, text: 3, ints: 7 } as const;

function writeAttribute(name: string, value: Attribute): Message {
  const message = new Message().text(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, attributeTypes.int);
  if (typeof value === 'string') return message.text(4, value).int(20, attributeTypes.text);
  if ('float' in value) return message.float(2, value.float).int(20, attributeTypes.float);
  for (const one of value) message.int(8, one);
  return message.int(20, attributeTypes.ints);
}

function writeValueInfo(name: string, type: ElementType, shape: readonly Dimension[]): Message {
  const dimensions = new Message();
  for (const length of shape) {
    const dimension = new Message();
    dimensions.message(1, typeof length === 'number' ? dimension.int(1, length) : dimension.text(2, length));
  }
  const tensor = new Message().int(1, types[type]).message(2, dimensions);
  return new Message().text(1, name).message(2, new Message().message(1, tensor));
}

export class Graph {
  readonly #graph = new Message();
  readonly #ends = new Message();
  #named = 0;

  #name(hint: string): Value {
    this.#named += 1;
    return `${hint}_${this.#named}` as Value;
  }

  input(name: string, type: ElementType, shape: readonly Dimension[]): Value {
    this.#ends.message(11, writeValueInfo(name, type, shape));
    return name as Value;
  }

  /** What the graph gives under a name of its own. */
  output(name: string, value: Value, type: ElementType, shape: readonly Dimension[]): void {
    this.#node('Identity', [value], [name as Value], {});
    this.#ends.message(12, writeValueInfo(name, type, shape));
  }

  #constant(hint: string, type: ElementType, shape: readonly number[], bytes: Uint8Array): Value {
    const name = this.#name(hint);
    const tensor = new Message();
    for (const length of shape) tensor.int(1, length);
    this.#graph.message(5, tensor.int(2, types[type]).text(8, name).bytes(9, bytes));
    return name;
  }

  floats(hint: string, shape: readonly number[], values: Float32Array): Value {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, at) => {
      view.setFloat32(4 * at, value, true);
    });
    return this.#constant(hint, 'float', shape, bytes);
  }

  float(value: number): Value {
    return this.floats('number', [], Float32Array.of(value));
  }

  doubles(hint: string, shape: readonly number[], values: readonly number[]): Value {
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, at) => {
      view.setFloat64(8 * at, value, true);
    });
    return this.#constant(hint, 'double', shape, bytes);
  }

  double(value: number): Value {
    return this.doubles('number', [], [value]);
  }

  ints(values: readonly number[]): Value {
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, at) => {
      view.setBigInt64(8 * at, BigInt(value), true);
    });
    return this.#constant('ints', 'int64', [values.length], bytes);
  }

  #node(
    operator: string,
    inputs: readonly (Value | '')[],
    outputs: readonly (Value | '')[],
    attributes: Record<string, Attribute>,
  ): void {
    const node = new Message();
    for (const input of inputs) node.text(1, input);
    for (const output of outputs) node.text(2, output);
    node.text(3, outputs.find((output) => output !== '') ?? operator).text(4, operator);
    for (const [name, value] of Object.entries(attributes)) node.message(5, writeAttribute(name, value));
    this.#graph.message(1, node);
  }

  /** What an operator gives of these inputs; an empty one is left out. */
  apply(operator: string, inputs: readonly (Value | '')[], attributes: Record<string, Attribute> = {}): Value {
    const output = this.#name(operator.toLowerCase());
    this.#node(operator, inputs, [output], attributes);
    return output;
  }

  /** The second of several outputs alone. */
  applySecond(operator: string, inputs: readonly (Value | '')[], attributes: Record<string, Attribute> = {}): Value {
    const output = this.#name(operator.toLowerCase());
    this.#node(operator, inputs, ['', output], attributes);
    return output;
  }

  reshape(value: Value, shape: readonly number[]): Value {
    return this.apply('Reshape', [value, this.ints(shape)]);
  }

  /** The places [from, to) of one axis. */
  slice(value: Value, axis: number, from: number, to: number): Value {
    return this.apply('Slice', [value, this.ints([from]), this.ints([to]), this.ints([axis])]);
  }

  /** @param about said of the model to whoever reads the file @param metadata by name */
  finish(name: string, about: string, metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
    const graph = new Message().text(2, name);
    const model = new Message().int(1, irVersion).text(2, 'Dropcast').text(6, about);
    const parts = [this.#graph, this.#ends, graph].map((part) => part.finish());
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    model.bytes(7, whole).message(8, new Message().text(1, '').int(2, operators));
    for (const [key, value] of Object.entries(metadata)) model.message(14, new Message().text(1, key).text(2, value));
    return model.finish();
  }
}

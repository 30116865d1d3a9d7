/** As much of the protocol buffers' wire format as is written here. Format: https://protobuf.dev/programming-guides/encoding */

/** A message under way: fields in the order in which they were added. */
export class Message {
  readonly #parts: Uint8Array[] = [];

  /** A whole number, not negative. */
  int(field: number, value: number | bigint): this {
    this.#parts.push(varint(BigInt(field) << 3n), varint(BigInt(value)));
    return this;
  }

  /** 32-bit floating point. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#parts.push(varint((BigInt(field) << 3n) | 5n), bytes);
    return this;
  }

  bytes(field: number, bytes: Uint8Array): this {
    this.#parts.push(varint((BigInt(field) << 3n) | 2n), varint(BigInt(bytes.length)), bytes);
    return this;
  }

  text(field: number, text: string): this {
    return this.bytes(field, new TextEncoder().encode(text));
  }

  message(field: number, message: Message): this {
    return this.bytes(field, message.finish());
  }

  finish(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

/** Seven bits a byte, the lowest first; a negative number in two's complement of 64 bits. */
function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

/** Numbers by runs of bytes: a hash table that needs no text to look one up. */

const fewestSlots = 1024;

export class ByteTable {
  readonly #mostEntries: number;
  /** Number of an entry + 1 by its hash; 0 where there is none. */
  #slots = new Int32Array(fewestSlots);
  #hashes = new Int32Array(fewestSlots / 2);
  #values = new Int32Array(fewestSlots / 2);
  /** Where the bytes of each entry end; those of the next one begin there. */
  #ends = new Int32Array(fewestSlots / 2);
  #bytes = new Uint8Array(fewestSlots * 8);
  #entries = 0;

  /** @param mostEntries more are not kept */
  constructor(mostEntries: number) {
    this.#mostEntries = mostEntries;
  }

  /** The number kept for the bytes from `start` to `end`; `missing` where none is. */
  get(bytes: Uint8Array, start: number, end: number, missing: number): number {
    const hash = hashOf(bytes, start, end);
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = slots[slot] - 1;
      if (this.#hashes[entry] === hash && this.#holds(entry, bytes, start, end)) return this.#values[entry];
    }
    return missing;
  }

  /** Keeps a number for bytes that have none yet. */
  add(bytes: Uint8Array, start: number, end: number, value: number): void {
    if (this.#entries >= this.#mostEntries) return;
    const entry = this.#entries++;
    if (entry >= this.#ends.length) this.#grow();
    const from = entry === 0 ? 0 : this.#ends[entry - 1];
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(to, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (let i = start; i < end; i++) this.#bytes[from + i - start] = bytes[i];
    this.#ends[entry] = to;
    this.#hashes[entry] = hashOf(bytes, start, end);
    this.#values[entry] = value;
    this.#place(entry);
  }

  #holds(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = entry === 0 ? 0 : this.#ends[entry - 1];
    if (this.#ends[entry] - from !== end - start) return false;
    for (let i = start, at = from; i < end; i++, at++) if (bytes[i] !== this.#bytes[at]) return false;
    return true;
  }

  #place(entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[entry] & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry + 1;
  }

  #grow(): void {
    const room = this.#ends.length * 2;
    const larger = (values: Int32Array) => {
      const grown = new Int32Array(room);
      grown.set(values);
      return grown;
    };
    this.#hashes = larger(this.#hashes);
    this.#values = larger(this.#values);
    this.#ends = larger(this.#ends);
    this.#slots = new Int32Array(room * 2);
    for (let entry = 0; entry < this.#entries - 1; entry++) this.#place(entry);
  }
}

/** FNV-1a, and a last mixing, since slots are told by the lowest bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The bytes of a file in pieces, and their text. */
import { type Encoding, sniffEncoding } from './encoding.ts';
import { createDecode, type Decode } from './text-decoder.ts';

/** Bytes asked of the file at a time, and bytes worked on at a time: small, so that what is made of them dies young. */
const blockBytes = 4 * 1024 * 1024;
const pieceBytes = 64 * 1024;

export type Piece = { bytes: Uint8Array; bytesRead: number; isLast: boolean };

/** The bytes after the head turned out not to be in the encoding that the head suggested. */
export class NotInEncoding extends Error {
  readonly likely: Encoding;

  constructor(likely: Encoding) {
    super(`rather ${likely}`);
    this.likely = likely;
  }
}

/** The bytes of the file in pieces; the next ones are on their way while the last ones are worked on. */
export async function* readPieces(blob: Blob, signal?: AbortSignal): AsyncGenerator<Piece> {
  const load = (start: number) => blob.slice(start, start + blockBytes).arrayBuffer();
  let next: Promise<ArrayBuffer> | null = load(0);
  for (let start = 0; start < blob.size; start += blockBytes) {
    const block: Uint8Array = new Uint8Array(await (next as Promise<ArrayBuffer>));
    signal?.throwIfAborted();
    next = start + blockBytes < blob.size ? load(start + blockBytes) : null;
    // A failure is met where the block is awaited.
    next?.catch(() => undefined);
    for (let offset = 0; offset < block.length; offset += pieceBytes) {
      const bytes = block.subarray(offset, offset + pieceBytes);
      const bytesRead = start + offset + bytes.length;
      yield { bytes, bytesRead, isLast: bytesRead >= blob.size };
    }
  }
}

/** Four bytes at a time, which is several times faster than one. */
function isAscii(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  const aligned = byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : new Uint32Array(0);
  let any = 0;
  for (let i = 0; i < aligned.length; i++) any |= aligned[i];
  for (let i = aligned.length * 4; i < length; i++) any |= bytes[i];
  return (any & 0x80808080) === 0;
}

/** Decodes the pieces of a file, one after the other. */
export class PieceDecoder {
  readonly #decode: Decode;
  /** Whether there was no more than ASCII so far, so that only the rest of the file can tell UTF-8 from an older encoding. */
  #isOpen: boolean;
  readonly #isFatal: boolean;

  constructor(head: Uint8Array, encoding: string) {
    this.#isOpen = encoding === 'utf-8' && isAscii(head);
    this.#isFatal = this.#isOpen;
    this.#decode = createDecode(encoding, { isFatal: this.#isFatal });
  }

  /** Does without a text where the next piece is not needed as one. @throws {NotInEncoding} as `decode` */
  check(piece: Piece): void {
    this.#isOpen &&= isAscii(piece.bytes);
    if (this.#isFatal && !this.#isOpen) this.decode(piece);
  }

  /** @throws {NotInEncoding} where it was open, and the piece tells */
  decode({ bytes, isLast }: Piece): string {
    try {
      return this.#decode(bytes, { stream: !isLast });
    } catch {
      const start = bytes.findIndex((byte) => byte < 0x80);
      const likely = sniffEncoding(bytes.subarray(Math.max(start, 0)));
      // UTF-8 after all, but for a last character that is cut off.
      if (likely === 'utf-8') return new TextDecoder().decode(bytes);
      throw new NotInEncoding(likely);
    }
  }
}

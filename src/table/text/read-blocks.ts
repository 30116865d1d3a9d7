/** The text of a file in pieces, decoded as they come. */
import { type Encoding, sniffEncoding } from './encoding.ts';
import { createDecode, type Decode } from './text-decoder.ts';

/** Bytes asked of the file at a time, and bytes decoded at a time: small, so that what is made of them dies young. */
const blockBytes = 4 * 1024 * 1024;
const pieceBytes = 64 * 1024;

export type TextPiece = { text: string; bytesRead: number; isLast: boolean };

/** The bytes after the head turned out not to be in the encoding that the head suggested. */
export class NotInEncoding extends Error {
  readonly likely: Encoding;

  constructor(likely: Encoding) {
    super(`rather ${likely}`);
    this.likely = likely;
  }
}

/** The text of the file in pieces; the next bytes are on their way while the last ones are worked on. */
export async function* decodePieces(
  blob: Blob,
  head: Uint8Array,
  encoding: string,
  signal?: AbortSignal,
): AsyncGenerator<TextPiece> {
  // Where the head has no more than ASCII, only the rest of the file can tell UTF-8 from an older encoding.
  const isOpen = encoding === 'utf-8' && head.every((byte) => byte < 0x80);
  const decoder = createDecode(encoding, isOpen);
  const load = (start: number) => blob.slice(start, start + blockBytes).arrayBuffer();
  let next: Promise<ArrayBuffer> | null = load(0);
  for (let start = 0; start < blob.size; start += blockBytes) {
    const bytes: Uint8Array = new Uint8Array(await (next as Promise<ArrayBuffer>));
    signal?.throwIfAborted();
    next = start + blockBytes < blob.size ? load(start + blockBytes) : null;
    // A failure is met where the block is awaited.
    next?.catch(() => undefined);
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const part = bytes.subarray(offset, offset + pieceBytes);
      const bytesRead = start + offset + part.length;
      const isLast = bytesRead >= blob.size;
      yield { text: decode(decoder, part, isLast), bytesRead, isLast };
    }
  }
}

function decode(decoder: Decode, bytes: Uint8Array, isLast: boolean): string {
  try {
    return decoder(bytes, { stream: !isLast });
  } catch {
    const start = bytes.findIndex((byte) => byte < 0x80);
    const likely = sniffEncoding(bytes.subarray(Math.max(start, 0)));
    // UTF-8 after all, but for a last character that is cut off.
    if (likely === 'utf-8') return new TextDecoder().decode(bytes);
    throw new NotInEncoding(likely);
  }
}

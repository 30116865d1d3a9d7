/** The directory of a zip file, and its entries one at a time, with the bytes counted as they come. */
import { fail, ok, type Result } from '../../base/result.ts';
import type { RefusalDetail } from '../table.ts';

export type ZipEntry = {
  name: string;
  method: number;
  packedBytes: number;
  bytes: number;
  headerOffset: number;
  isEncrypted: boolean;
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const mostEntries = 20_000;

/** The entries that a zip declares; null where its directory cannot be found or read. */
export async function readZipDirectory(blob: Blob): Promise<ZipEntry[] | null> {
  const tailStart = Math.max(0, blob.size - 65_557);
  const tail = new DataView(await blob.slice(tailStart).arrayBuffer());
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== endSignature) continue;
    const size = tail.getUint32(at + 12, true);
    const offset = tail.getUint32(at + 16, true);
    if (offset + size > blob.size) return null;
    return parseEntries(new DataView(await blob.slice(offset, offset + size).arrayBuffer()));
  }
  return null;
}

function parseEntries(view: DataView): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= view.byteLength && view.getUint32(at, true) === entrySignature) {
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength || entries.length >= mostEntries) return null;
    const bytes = new Uint8Array(view.buffer, at + 46, nameLength);
    entries.push({
      name: new TextDecoder().decode(bytes),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    });
    at = next;
  }
  return entries;
}

/** The bytes of an entry as they are packed. */
async function sliceEntry(blob: Blob, entry: ZipEntry): Promise<Result<Blob, RefusalDetail>> {
  if (entry.isEncrypted) return fail({ code: 'encrypted' });
  const header = new DataView(await blob.slice(entry.headerOffset, entry.headerOffset + 30).arrayBuffer());
  if (header.byteLength < 30) return fail({ code: 'damaged', reason: 'cut-short' });
  const start = entry.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (entry.method !== 0 && entry.method !== 8) return fail({ code: 'unknown-packing' });
  return ok(blob.slice(start, start + entry.packedBytes));
}

/** Inflates an entry, never to more than it declares and never to more than `limit`. */
export async function inflateEntry(
  blob: Blob,
  entry: ZipEntry,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<Blob, RefusalDetail>> {
  if (entry.isEncrypted) return fail({ code: 'encrypted' });
  if (entry.bytes > limit) return fail({ code: 'inflates-too-much', bytes: entry.bytes, limit });
  const packed = await sliceEntry(blob, entry);
  if (!packed.ok || entry.method === 0) return packed;
  return inflate(packed.value, 'deflate-raw', Math.min(limit, entry.bytes), signal);
}

/** Bytes as they inflate, and how many had to be read for them so far. */
export type Inflating = { stream: ReadableStream<Uint8Array>; readBytes: () => number };

/** The bytes of an entry as they inflate, however many these are. */
export async function openEntry(blob: Blob, entry: ZipEntry): Promise<Result<Inflating, RefusalDetail>> {
  const packed = await sliceEntry(blob, entry);
  if (!packed.ok) return packed;
  if (entry.method === 0) return ok({ stream: packed.value.stream(), readBytes: () => packed.value.size });
  return ok(openPacked(packed.value, 'deflate-raw'));
}

const shortestRead = 64 * 1024;

/** Reads what is packed in short pieces, each once the one before has inflated, so that what has been read tells what it grew to. */
function openPacked(packed: Blob, format: CompressionFormat): Inflating {
  let read = 0;
  const { readable, writable } = new DecompressionStream(format);
  const writer = writable.getWriter();
  const feed = async () => {
    while (read < packed.size) {
      const piece = packed.slice(read, read + Math.max(shortestRead, Math.floor(read / 4)));
      read += piece.size;
      await writer.write(new Uint8Array(await piece.arrayBuffer()));
    }
    await writer.close();
  };
  // What goes wrong comes out where the bytes are read.
  feed().catch((error) => writer.abort(error).catch(() => undefined));
  return { stream: readable, readBytes: () => read };
}

/**
 * Tables of numbers shrink to a tenth or a fiftieth: a row with a date of its own takes two bytes at least. What grows more than
 * so many times, beyond some size, is no table.
 */
const mostGrowth = 150;
const modestBytes = 48 * 1024 * 1024;

/** Why bytes that inflate are too many, or have grown too much; null where they are neither. */
export function refuseGrowth(bytes: number, readBytes: number, limit: number): RefusalDetail | null {
  if (bytes > limit) return { code: 'inflates-too-much', bytes, limit };
  if (bytes <= modestBytes || bytes <= readBytes * mostGrowth) return null;
  return { code: 'inflates-too-much', bytes, limit, growth: mostGrowth };
}

/** Inflates what was packed, as far as `limit` bytes, or fewer where they were packed in next to none. */
export async function inflate(
  packed: Blob,
  format: CompressionFormat,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<Blob, RefusalDetail>> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  const { stream, readBytes } = openPacked(packed, format);
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      signal?.throwIfAborted();
      bytes += read.value.byteLength;
      const refusal = refuseGrowth(bytes, readBytes(), limit);
      if (refusal) {
        await reader.cancel();
        return fail(refusal);
      }
      parts.push(read.value as Uint8Array<ArrayBuffer>);
    }
  } catch {
    signal?.throwIfAborted();
    return fail({ code: 'damaged', reason: 'bad-bytes' });
  }
  return ok(new Blob(parts));
}

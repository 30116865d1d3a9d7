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

/** The bytes of an entry as they inflate, however many these are. */
export async function openEntry(
  blob: Blob,
  entry: ZipEntry,
): Promise<Result<ReadableStream<Uint8Array>, RefusalDetail>> {
  const packed = await sliceEntry(blob, entry);
  if (!packed.ok) return packed;
  const stream = packed.value.stream();
  return ok(entry.method === 0 ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw')));
}

/** Tables of numbers shrink to a tenth or a fiftieth; what grows more than so many times, beyond some size, is no table. */
export const mostGrowth = 250;
export const modestBytes = 64 * 1024 * 1024;

/** Inflates what was packed, as far as `most` bytes, or fewer where little was packed. */
export async function inflate(
  packed: Blob,
  format: CompressionFormat,
  most: number,
  signal?: AbortSignal,
): Promise<Result<Blob, RefusalDetail>> {
  const limit = Math.min(most, Math.max(modestBytes, packed.size * mostGrowth));
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream(format)).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      signal?.throwIfAborted();
      bytes += read.value.byteLength;
      if (bytes > limit) {
        await reader.cancel();
        return fail({ code: 'inflates-too-much', bytes, limit });
      }
      parts.push(read.value as Uint8Array<ArrayBuffer>);
    }
  } catch {
    signal?.throwIfAborted();
    return fail({ code: 'damaged', reason: 'bad-bytes' });
  }
  return ok(new Blob(parts));
}

/** Zip files. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */

const polynomial = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value;
});

/** The CRC-32 of bytes that come after others of which `before` is the CRC-32. */
function checksum(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 0xff];
  return ~value >>> 0;
}

/** A file as it is, or as it was deflated, which has lost its length and checksum. */
export type ZipPart = { name: string; bytes: Uint8Array } | DeflatedPart;
export type DeflatedPart = { name: string; deflated: Blob; length: number; crc: number };

const localSignature = 0x04034b50;
const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const methodDeflated = 8;
/** 1 January 1980, the first day that a zip knows. */
const date = 0x21;
/** Names are UTF-8. */
const flags = 0x800;

/** Deflates bytes as they come, so that they never lie in memory as a whole. */
async function deflate(name: string, pieces: AsyncIterable<Uint8Array>): Promise<DeflatedPart> {
  const stream = new CompressionStream('deflate-raw');
  const packed = new Response(stream.readable).blob();
  const writer = stream.writable.getWriter();
  let [length, crc] = [0, 0];
  for await (const bytes of pieces) {
    length += bytes.length;
    crc = checksum(bytes, crc);
    await writer.write(bytes as Uint8Array<ArrayBuffer>);
  }
  await writer.close();
  return { name, deflated: await packed, length, crc };
}

/** Deflates text as it comes. */
export function deflateText(name: string, text: AsyncIterable<string>): Promise<DeflatedPart> {
  const encoder = new TextEncoder();
  async function* encode() {
    for await (const piece of text) yield encoder.encode(piece);
  }
  return deflate(name, encode());
}

const pieceBytes = 1 << 18;

async function* piecesOf(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += pieceBytes)
    yield new Uint8Array(await blob.slice(at, at + pieceBytes).arrayBuffer());
}

/** Deflates a file as it is read. */
export function deflateBlob(name: string, blob: Blob): Promise<DeflatedPart> {
  return deflate(name, piecesOf(blob));
}

/** The CRC-32 of a file. */
export async function checksumOf(blob: Blob): Promise<number> {
  let crc = 0;
  for await (const bytes of piecesOf(blob)) crc = checksum(bytes, crc);
  return crc;
}

/** @param files up to 4 GiB together */
export function writeZip(files: readonly ZipPart[]): Blob {
  const parts: BlobPart[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const written = new TextEncoder().encode(file.name);
    const isDeflated = 'deflated' in file;
    const packed = isDeflated ? file.deflated.size : file.bytes.length;
    const header = new Uint8Array(30);
    const common = new Uint8Array(26);
    const view = new DataView(common.buffer);
    view.setUint16(0, 20, true);
    view.setUint16(2, flags, true);
    view.setUint16(4, isDeflated ? methodDeflated : 0, true);
    view.setUint16(8, date, true);
    view.setUint32(10, isDeflated ? file.crc : checksum(file.bytes), true);
    view.setUint32(14, packed, true);
    view.setUint32(18, isDeflated ? file.length : packed, true);
    view.setUint16(22, written.length, true);
    new DataView(header.buffer).setUint32(0, localSignature, true);
    header.set(common, 4);
    const entry = new Uint8Array(46);
    const entryView = new DataView(entry.buffer);
    entryView.setUint32(0, entrySignature, true);
    entryView.setUint16(4, 20, true);
    entry.set(common, 6);
    entryView.setUint32(42, offset, true);
    parts.push(header, written, isDeflated ? file.deflated : (file.bytes as Uint8Array<ArrayBuffer>));
    directory.push(entry, written);
    offset += header.length + written.length + packed;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, endSignature, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Blob([...parts, ...(directory as BlobPart[]), new Uint8Array(end.buffer)]);
}

/** Tells files that are no text by their first bytes, so that the message can say what they are. */
export type BinaryKind = 'image' | 'pdf' | 'excel' | 'archive' | 'binary';

const signatures: [kind: BinaryKind, offset: number, bytes: string][] = [
  ['image', 0, '\x89PNG'],
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, 'GIF8'],
  ['image', 8, 'WEBP'],
  ['image', 0, 'II*\0'],
  ['image', 0, 'MM\0*'],
  ['image', 0, '\0\0\x01\0'],
  ['image', 4, 'ftypheic'],
  ['image', 4, 'ftypavif'],
  ['image', 4, 'ftypmif1'],
  ['pdf', 0, '%PDF'],
  ['excel', 0, '\xd0\xcf\x11\xe0'],
  ['archive', 0, '\x1f\x8b'],
  ['archive', 0, '7z\xbc\xaf'],
  ['archive', 0, 'Rar!'],
  ['archive', 0, 'BZh'],
  ['archive', 0, '\xfd7zXZ'],
  ['archive', 0, '\x28\xb5\x2f\xfd'],
  ['archive', 257, 'ustar'],
  ['binary', 0, 'PAR1'],
  ['binary', 0, 'SQLite format 3\0'],
  ['binary', 0, '\x7fELF'],
  ['binary', 4, 'ftyp'],
];

const spreadsheetParts = ['xl/', '[Content_Types].xml', 'opendocument.spreadsheet', 'Index/Document.iwa'];

/**
 * What kind of binary file this is, or null where it is text as far as one can see.
 *
 * @param head the first bytes of the file, some hundreds at least where it has them
 * @param name of the file: tells a workbook from another zip where the bytes do not
 */
export function sniffBinary(head: Uint8Array, name: string): BinaryKind | null {
  if (startsWith(head, 0, 'PK\x03\x04') || startsWith(head, 0, 'PK\x05\x06')) {
    const names = latin1(head.subarray(0, 4096));
    const isSpreadsheet =
      spreadsheetParts.some((part) => names.includes(part)) || /\.(xlsx|xlsm|xlsb|ods)$/i.test(name);
    return isSpreadsheet ? 'excel' : 'archive';
  }
  // "BM" may begin a text; the four reserved bytes of a bitmap's header are zero.
  if (startsWith(head, 0, 'BM') && startsWith(head, 6, '\0\0\0\0')) return 'image';
  const found = signatures.find(([, offset, bytes]) => startsWith(head, offset, bytes));
  return found ? found[0] : null;
}

/** Tab, line ends, form feed and end of file, and the separators of exports from databases. */
const controlsOfText = new Set([9, 10, 12, 13, 26, 1, 30, 31]);

/** Whether decoded text is full of control characters, as a binary file read as text is. */
export function hasBinaryText(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && !controlsOfText.has(code)) controls++;
  }
  return controls > Math.max(1, text.length * 0.005);
}

export function startsWith(head: Uint8Array, offset: number, bytes: string): boolean {
  if (head.length < offset + bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) if (head[offset + i] !== bytes.charCodeAt(i)) return false;
  return true;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

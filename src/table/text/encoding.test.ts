import { describe, expect, it } from 'vitest';
import { readTable } from '../read-table.ts';
import { type Encoding, sniffEncoding } from './encoding.ts';

/** Bytes written as Latin-1 characters. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

const digits = '2024-01-01,12\n2024-01-02,15\n'.repeat(50);
/** 日期,销量 in GBK. */
const gbkHeader = '\xc8\xd5\xc6\xda,\xcf\xfa\xc1\xbf\n';

describe('sniffEncoding', () => {
  it.each<[string, Uint8Array, Encoding]>([
    ['ASCII', bytes(`d,y\n${digits}`), 'utf-8'],
    ['UTF-8', new TextEncoder().encode(`日期,Größe\n${digits}`), 'utf-8'],
    ['UTF-8 with a mark', new TextEncoder().encode('\ufeffd,y\n'), 'utf-8'],
    ['UTF-8 cut within a character', new TextEncoder().encode('d,y\n销').subarray(0, 5), 'utf-8'],
    ['UTF-16 with a mark', utf16('\ufeffd,y\n', true), 'utf-16le'],
    ['big-endian UTF-16 with a mark', utf16('\ufeffd,y\n', false), 'utf-16be'],
    ['UTF-16 without', utf16(`d,y\n${digits}`, true), 'utf-16le'],
    ['big-endian UTF-16 without', utf16(`d,y\n${digits}`, false), 'utf-16be'],
    ['a Chinese header over digits', bytes(gbkHeader + digits), 'gb18030'],
    ['Chinese texts', bytes(`${gbkHeader}2024-01-01,\xb1\xb1\xbe\xa9\n`.repeat(20)), 'gb18030'],
    ['German', bytes(`Datum;Gr\xf6\xdfe\n${digits}`), 'windows-1252'],
    ['French', bytes(`date;quantit\xe9;r\xe9gion\n${digits}`), 'windows-1252'],
    ['a euro sign', bytes(`d,y\n2024-01-01,\x8012\n`), 'windows-1252'],
  ])('%s', (_, head, encoding) => {
    expect(sniffEncoding(head)).toBe(encoding);
  });
});

describe('readTable', () => {
  it('reads names in the encoding of the file', async () => {
    const table = await readTable(new Blob([bytes(gbkHeader + digits)]), 'a.csv');
    expect(table.ok && table.value.columns.map(({ name }) => name)).toEqual(['日期', '销量']);
  });

  it('does not break characters that lie across two pieces', async () => {
    const line = '2024-01-01,5,北京市朝阳区\n';
    const table = await readTable(new Blob([`日,y,地\n${line.repeat(60_000)}`]), 'a.csv');
    expect(table.ok && table.value.columns[2]).toMatchObject({ kind: 'text', labels: ['北京市朝阳区'] });
  });
});

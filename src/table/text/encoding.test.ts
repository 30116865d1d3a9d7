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
    ['French ligatures', bytes(`date;c\x9cur;ao\xfbt\n${digits}`), 'windows-1252'],
    ['Spanish', bytes(`fecha;\xbfCu\xe1nto?;a\xf1o\n${digits}`), 'windows-1252'],
    ['Italian', bytes(`data;quantit\xe0;citt\xe0;gioved\xec;pi\xf9;\xe8\n${digits}`), 'windows-1252'],
    ['Portuguese', bytes(`m\xeas;milh\xf5es;descri\xe7\xe3o;avi\xe3o\n${digits}`), 'windows-1252'],
    ['Danish', bytes(`m\xe5ned;oms\xe6tning;k\xf8b;\xd8l\n${digits}`), 'windows-1252'],
    ['square metres', bytes(`d;m\xb2;m\xb3;\xb0C;\xa3;\xa5\n${digits}`), 'windows-1252'],
    ['a euro sign', bytes(`d,y\n2024-01-01,\x8012\n`), 'windows-1252'],
  ])('%s', (_, head, encoding) => {
    expect(sniffEncoding(head)).toBe(encoding);
  });
});

/** Letters beyond ASCII as another program encoded them: Python 3, `text.encode(encoding)`. */
describe('sniffEncoding tells code pages', () => {
  it.each<[string, string, string, Encoding]>([
    ['Russian', 'Дата;Выручка', '\xc4\xe0\xf2\xe0;\xc2\xfb\xf0\xf3\xf7\xea\xe0', 'windows-1251'],
    ['Russian', 'Дата;Выручка', '\xe4\xc1\xd4\xc1;\xf7\xd9\xd2\xd5\xde\xcb\xc1', 'koi8-r'],
    ['Russian', 'Дата;Выручка', '\x84\xa0\xe2\xa0;\x82\xeb\xe0\xe3\xe7\xaa\xa0', 'ibm866'],
    ['Russian in capitals', 'ДАТА;СУММА', '\xc4\xc0\xd2\xc0;\xd1\xd3\xcc\xcc\xc0', 'windows-1251'],
    ['Russian, words of even length', 'Регион;Город', '\xd0\xe5\xe3\xe8\xee\xed;\xc3\xee\xf0\xee\xe4', 'windows-1251'],
    ['Russian, rare letters', 'Чай;Кофе', '\xfe\xc1\xca;\xeb\xcf\xc6\xc5', 'koi8-r'],
    ['Polish', 'Data;Sprzedaż;Ilość', 'Data;Sprzeda\xbf;Ilo\x9c\xe6', 'windows-1250'],
    ['Polish', 'Miesiąc;Wartość;Łódź', 'Miesi\xb9c;Warto\x9c\xe6;\xa3\xf3d\x9f', 'windows-1250'],
    ['Czech', 'Měsíc;Tržby;Počet', 'M\xecs\xedc;Tr\x9eby;Po\xe8et', 'windows-1250'],
    ['Hungarian', 'Idő;Összeg', 'Id\xf5;\xd6sszeg', 'windows-1250'],
    ['Turkish', 'Satış;Şube;Yıl', 'Sat\xfd\xfe;\xdeube;Y\xfdl', 'windows-1254'],
    ['Japanese, two words', '月,売上', '\x8c\x8e,\x94\x84\x8f\xe3', 'shift_jis'],
    ['Japanese dates', '2021年1月,2021年2月', '2021\x94N1\x8c\x8e,2021\x94N2\x8c\x8e', 'shift_jis'],
    ['Taiwanese, two words', '年月,營收', '\xa6~\xa4\xeb,\xc0\xe7\xa6\xac', 'big5'],
    ['Japanese', '日付,店舗,売上', '\x93\xfa\x95t,\x93X\x95\xdc,\x94\x84\x8f\xe3', 'shift_jis'],
    ['Korean', '날짜;매출;지역', '\xb3\xaf\xc2\xa5;\xb8\xc5\xc3\xe2;\xc1\xf6\xbf\xaa', 'euc-kr'],
  ])('%s: %s', (_, text, written, encoding) => {
    const head = bytes(`${written}\n${digits}`);
    expect(sniffEncoding(head)).toBe(encoding);
    expect(new TextDecoder(encoding).decode(head).split('\n')[0]).toBe(text);
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

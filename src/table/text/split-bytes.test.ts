import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlain, type Rows } from './plain-rows.ts';
import { ByteSplitter, splitsAsBytes } from './split-bytes.ts';
import { plainSyntax, RowSplitter } from './split-rows.ts';

const width = 3;

function textsOf(rows: Rows): string[][] {
  if (!isPlain(rows)) return rows;
  return Array.from({ length: rows.to - rows.from }, (_, i) => rows.plain.rowOf(rows.from + i));
}

/** The bytes of a text in pieces as `cuts` say, at least one, none of which breaks a character. */
function cut(text: string, cuts: number[]): Uint8Array[] {
  const characters = [...text];
  const places = [...new Set(cuts.map((place) => place % characters.length))].filter((place) => place > 0);
  const ends = [...places.sort((a, b) => a - b), characters.length];
  return ends.map((end, i) => new TextEncoder().encode(characters.slice(ends[i - 1] ?? 0, end).join('')));
}

/** [piece] its rows, and how many of all were made no texts of. */
function splitBytes(pieces: Uint8Array[], delimiter: string, encoding = 'utf-8') {
  const splitter = new ByteSplitter(plainSyntax(delimiter), width, encoding);
  let plain = 0;
  const rows = pieces.map((piece, i) => {
    const found = splitter.push(piece, i === pieces.length - 1);
    for (const some of found) if (isPlain(some)) plain += some.to - some.from;
    return found.flatMap(textsOf);
  });
  return { rows, plain };
}

function splitText(pieces: Uint8Array[], delimiter: string, encoding = 'utf-8'): string[][][] {
  const splitter = new RowSplitter(plainSyntax(delimiter));
  const decoder = new TextDecoder(encoding);
  return pieces.map((piece, i) => {
    const isLast = i === pieces.length - 1;
    return splitter.push(decoder.decode(piece, { stream: !isLast }), isLast);
  });
}

describe('ByteSplitter', () => {
  it('makes of every piece the rows that its text has', () => {
    const cell = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('', '1', '12.5', 'store 1', '2024-01-01', 'Žluťoučký', '店', '😀') },
      { weight: 2, arbitrary: fc.constantFrom('"a"', '""', '"1,5"', '"a;b"', '5" pipe') },
      { weight: 1, arbitrary: fc.constantFrom('"a""b"', '"a\nb"', '"open', ' "a"', '"a" ', 'a"', '\ufeffx', '"') },
    );
    const row = fc.tuple(
      fc.oneof({ weight: 5, arbitrary: fc.constant(width) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }) }),
      fc.array(cell, { minLength: 5, maxLength: 5 }),
      fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n'),
    );
    const file = fc.record({
      mark: fc.constantFrom('', '', '\ufeff'),
      rows: fc.array(row, { minLength: 1, maxLength: 30 }),
      isEnded: fc.boolean(),
      delimiter: fc.constantFrom(',', ';', '\t'),
      cuts: fc.array(fc.nat(), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(file, ({ mark, rows, isEnded, delimiter, cuts }) => {
        const lines = rows.map(([cells, texts, end]) => texts.slice(0, cells).join(delimiter) + end).join('');
        const pieces = cut(mark + (isEnded ? lines : `${lines}1`), cuts);
        expect(splitBytes(pieces, delimiter).rows).toEqual(splitText(pieces, delimiter));
      }),
      { numRuns: 500 },
    );
  });

  it('makes no text of rows that are plain, also in quotes and behind a row that is not', () => {
    const plain = 'a,b,c\n"a","b, c",5" pipe\n';
    const pieces = cut(`${plain.repeat(20)}x,"a ""b""",y\nz${',1,2\nz'.repeat(5)}`, [1000]);
    const found = splitBytes([...pieces, ...cut(`,1,2\n${plain.repeat(20)}1,2\n${plain.repeat(20)}`, [])], ',');
    expect(found.rows.flat()).toHaveLength(40 + 1 + 6 + 40 + 1 + 40 + 1);
    expect(found.plain).toBe(40 + 1 + 40 + 40);
  });

  it('decodes cells as their encoding says', () => {
    const bytes = Uint8Array.of(...[...'1,M'].map((character) => character.charCodeAt(0)), 0xfc, 0x2c, 0x80, 0x0a);
    const expected = [['1', 'Mü', '€'], ['']];
    expect(splitBytes([bytes], ',', 'windows-1252').rows).toEqual([expected]);
  });

  it('leaves what bytes do not tell to the text', () => {
    expect(splitsAsBytes(plainSyntax(','), width, 'utf-8')).toBe(true);
    expect(splitsAsBytes(plainSyntax(','), width, 'utf-16le')).toBe(false);
    expect(splitsAsBytes(plainSyntax('|'), width, 'shift_jis')).toBe(false);
    expect(splitsAsBytes(plainSyntax(', '), width, 'utf-8')).toBe(false);
    expect(splitsAsBytes({ ...plainSyntax(' '), collapsesSpaces: true }, width, 'utf-8')).toBe(false);
  });
});

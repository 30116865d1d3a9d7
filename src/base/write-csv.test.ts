import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvFormOf, writeCsv, writeCsvFile } from './write-csv.ts';

describe('writeCsv', () => {
  it('writes headings and rows', () => {
    expect(writeCsv(['a', 'b'], [['x', 1.5]])).toBe('a,b\r\nx,1.5\r\n');
  });

  it('keeps negative numbers numbers and defuses formulas in texts', () => {
    const text = writeCsv(['name', 'value'], [['=HYPERLINK("http://x")', -5.2]]);
    expect(Papa.parse(text.trim()).data[1]).toEqual([`'=HYPERLINK("http://x")`, '-5.2']);
  });

  it.each(['+1', '-1', '@sum', '\tx', '=1'])('defuses %j', (cell) => {
    expect(Papa.parse<string[]>(writeCsv(['a'], [[cell]]).trimEnd()).data[1]?.[0]).toBe(`'${cell}`);
  });

  it('writes ten digits of what was computed, whole numbers as they are, and all digits where asked', () => {
    const values = [0.1 + 0.2, 1234.5678901234567, -1e-7 / 3, 123456789012.75, 9007199254740991, 1 / 3];
    const written = writeCsv(['v'], [values]).split('\r\n')[1]?.split(',');
    expect(written).toEqual([
      '0.3',
      '1234.56789',
      '-3.333333333e-8',
      '123456789013',
      '9007199254740991',
      '0.3333333333',
    ]);
    const kept = writeCsv(['v'], [values], 'point', 'all').split('\r\n')[1]?.split(',');
    expect(kept?.map(Number)).toEqual(values);
  });

  it('marks UTF-8 only where there is more than ASCII', () => {
    expect(writeCsv(['a'], [['销量']]).startsWith('\ufeff')).toBe(true);
    expect(writeCsv(['a'], [['sales']]).startsWith('a')).toBe(true);
  });

  it('writes decimal commas between semicolons where asked, negative numbers and formulas too', () => {
    const text = writeCsv(
      ['name', 'a;b'],
      [
        ['=1+1', -5.25],
        ['x', 1e-7],
      ],
      'comma',
    );
    expect(text).toBe('name;"a;b"\r\n\'=1+1;-5,25\r\nx;1e-7\r\n');
  });

  it('takes the form of a locale', () => {
    expect(['de-DE', 'fr-FR', 'en-US', 'zh-CN', 'de-CH'].map(csvFormOf)).toEqual([
      'comma',
      'comma',
      'point',
      'point',
      'point',
    ]);
  });
});

it('writes many rows part by part to the same file, and lets others have their turn in between', async () => {
  const rows = Array.from({ length: 1200 }, (_, at) => [`=${at}`, at / 4, at === 1100 ? 'Köln' : 'Bonn']);
  let turns = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    turns += 1;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  const file = await writeCsvFile(['a', 'b', 'c'], rows, 'comma');
  port1.close();
  const textOf = async (blob: Blob) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
  expect(await textOf(file)).toBe(writeCsv(['a', 'b', 'c'], rows, 'comma'));
  expect(turns).toBeGreaterThan(0);
  expect(await textOf(await writeCsvFile(['a'], []))).toBe(writeCsv(['a'], []));
});

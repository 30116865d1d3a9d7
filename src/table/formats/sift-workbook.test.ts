import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeZip } from '../../base/write-zip.ts';
import { readTable } from '../read-table.ts';
import { inflate } from './zip.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const worksheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet. */
function workbook(rows: string, sheet = 'xl/worksheets/sheet1.xml'): { name: string; bytes: Uint8Array }[] {
  const target = sheet.replace('xl/', '');
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return Object.entries({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/${sheet}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${worksheet}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="${target}"/></Relationships>`,
    [sheet]: `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${worksheet}"><sheetData>${rows}</sheetData></worksheet>`,
  }).map(([name, text]) => ({ name, bytes: bytesOf(text) }));
}

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const header = `<row r="1">${text('A1', 'date')}${text('B1', 'Erlös')}</row>`;
const data = Array.from({ length: 20 }, (_, i) => {
  const day = String(i + 1).padStart(2, '0');
  return `<row r="${i + 2}">${text(`A${i + 2}`, `2024-01-${day}`)}<c r="B${i + 2}"><v>${i + 0.5}</v></c></row>`;
}).join('');

async function read(blob: Blob) {
  const table = await readTable(blob, 'a.xlsx');
  if (!table.ok) return table.problem.detail?.code ?? table.problem.code;
  const { columns, rowCount } = table.value;
  return { names: columns.map(({ name }) => name), rowCount };
}

test.each([
  ['at Z1048576', '<row r="1048576"><c r="Z1048576" s="0"/></row>'],
  ['at XFD2000', '<row r="2000" spans="1:16384"><c r="XFD2000" s="0"></c></row>'],
  [
    'in every row',
    Array.from(
      { length: 3000 },
      (_, i) => `<row r="${i + 30}"><c r="A${i + 30}" s="1"/><c r="XFD${i + 30}" s="1"/></row>`,
    ).join(''),
  ],
])('formatted cells that strayed %s do no harm', async (_, stray) => {
  expect(await read(writeZip(workbook(header + data + stray)))).toEqual({ names: ['date', 'Erlös'], rowCount: 20 });
});

test('sheets of too many places are refused, whatever the part is called', async () => {
  const rows = Array.from(
    { length: 2000 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c><c r="XFD${i + 1}"><v>1</v></c></row>`,
  );
  expect(await read(writeZip(workbook(rows.join(''))))).toBe('too-many-cells');
  expect(await read(writeZip(workbook(rows.join(''), 'xl/worksheets/sheet1.dat')))).toBe('too-many-cells');
});

test('a directory that lies about sizes is not believed', async () => {
  const rows = '<row/>'.repeat(20_000_000);
  const files = workbook(header + data + rows).map(({ name, bytes }) => ({
    name,
    bytes,
    packed: deflateRawSync(bytes),
  }));
  const plain = new Uint8Array(
    await writeZip(files.map(({ name, packed }) => ({ name, bytes: packed }))).arrayBuffer(),
  );
  const view = new DataView(plain.buffer);
  // Each entry says that it is deflated, and that there are as many bytes in it as it takes.
  for (let at = 0; at + 4 <= plain.length; at++) {
    if (view.getUint32(at, true) === 0x04034b50) view.setUint16(at + 8, 8, true);
    if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 10, 8, true);
  }
  expect(await read(new Blob([plain]))).toBe('inflates-too-much');
});

test('a gzip that grows beyond what tables do is stopped, and one that shrinks like a table is not', async () => {
  const bomb = gzipSync(bytesOf('1,2\n'.repeat(30_000_000)));
  expect(await read(new Blob([bomb]))).toBe('inflates-too-much');
  const stopped = await inflate(new Blob([bomb]), 'gzip', 512 * 1024 * 1024);
  expect(stopped).toMatchObject({ ok: false, problem: { growth: 150 } });
  // Half of it is there when it is stopped, at the most.
  if (!stopped.ok && stopped.problem.code === 'inflates-too-much')
    expect(stopped.problem.bytes).toBeLessThan(60_000_000);
  const table = gzipSync(
    bytesOf(`date,y\n${Array.from({ length: 500 }, (_, i) => `${2000 + (i % 20)}-01-01,${i}`).join('\n')}`),
  );
  expect(await read(new Blob([table]))).toMatchObject({ rowCount: 500 });
});

test('seventy million bytes of days on which nothing was sold in eighty shops are unpacked', async () => {
  const nothing = ',0'.repeat(80);
  const rows = Array.from({ length: 20 * 20_000 }, (_, i) => {
    return `${new Date(Date.UTC(1970, 0, 1 + (i % 20_000))).toISOString().slice(0, 10)}${nothing}\n`;
  });
  const text = bytesOf(rows.join(''));
  const packed = gzipSync(text);
  expect(text.byteLength / packed.byteLength).toBeGreaterThan(30);
  const inflated = await inflate(new Blob([packed]), 'gzip', 512 * 1024 * 1024);
  expect(inflated.ok && inflated.value.size).toBe(text.byteLength);
});

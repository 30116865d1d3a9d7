/**
 * Workbooks of Excel (ECMA-376, SpreadsheetML), a row after the other, so that millions of cells need no more memory than their packed
 * bytes. It writes values, formats and frozen headings; it has no way to write a formula.
 */
import { dayMs } from '../../base/civil.ts';
import { pause } from '../../base/pause.ts';
import { deflateText, writeZip } from '../../base/write-zip.ts';
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './sheet.ts';

/** What Excel opens. */
const mostRows = 1_048_576;
export const mostColumns = 16_384;
const mostCharacters = 32_767;
const mostNameCharacters = 31;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const ooxml = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const xlsxType = `${ooxml}.sheet`;

/** Numbers of formats, the first 164 of which are Excel's own. */
const numberFormats: Record<CellFormat, { id: number; code: string | null }> = {
  text: { id: 0, code: null },
  whole: { id: 3, code: null },
  decimal: { id: 4, code: null },
  fine: { id: 169, code: '#,##0.0000' },
  percent: { id: 164, code: '0.0%' },
  year: { id: 165, code: 'yyyy' },
  month: { id: 166, code: 'yyyy-mm' },
  day: { id: 167, code: 'yyyy-mm-dd' },
  time: { id: 168, code: 'yyyy-mm-dd hh:mm' },
};
const formats = Object.keys(numberFormats) as CellFormat[];
const looks = ['plain', 'tinted', 'heading'] as const;
type Look = (typeof looks)[number];

const styleOf = (format: CellFormat, look: Look) => looks.indexOf(look) * formats.length + formats.indexOf(format);

/** The day that Excel numbers 25569. Dates before March 1900, where its calendar has a day too many, are written as texts. */
const epochSerial = 25_569;
const firstSerial = 61;

/**
 * @param title what the workbook is called in its properties
 * @param sheets of which one with more rows than Excel opens goes on in another
 * @param rowsOfSheet most rows of one, the headings among them
 */
export async function writeXlsx(title: string, sheets: readonly Sheet[], rowsOfSheet = mostRows): Promise<Blob> {
  const names = new SheetNames();
  const parts = [];
  const written: { name: string; filter: string | null }[] = [];
  for (const sheet of sheets) {
    const rows = new RowSource(sheet.rows);
    do {
      const name = names.take(sheet.name);
      const end = { rows: rowsOfSheet };
      parts.push(await deflateText(`xl/worksheets/sheet${written.length + 1}.xml`, sheetXml(sheet, rows, end)));
      const last = `$${columnName(sheet.columns.length - 1)}$${end.rows}`;
      written.push({ name, filter: sheet.isFiltered && end.rows > 1 ? `$A$1:${last}` : null });
    } while (!rows.isDone);
  }
  const encoder = new TextEncoder();
  const fixed = fixedParts(title, written).map(([name, text]) => ({ name, bytes: encoder.encode(declaration + text) }));
  const zip = writeZip([...fixed, ...parts]);
  return new Blob([zip], { type: xlsxType });
}

/** Rows that one sheet after another takes from. */
class RowSource {
  readonly #rows: Iterator<readonly SheetCell[]>;
  #next: IteratorResult<readonly SheetCell[]>;

  constructor(rows: Iterable<readonly SheetCell[]>) {
    this.#rows = rows[Symbol.iterator]();
    this.#next = this.#rows.next();
  }

  get isDone(): boolean {
    return this.#next.done === true;
  }

  take(): readonly SheetCell[] {
    const row = this.#next.value as readonly SheetCell[];
    this.#next = this.#rows.next();
    return row;
  }
}

const rowsAtOnce = 200;

async function* sheetXml(
  { columns, frozenColumns, isFiltered }: Sheet,
  source: RowSource,
  /** The most rows that it may have; those that it got, once it is written. */
  end: { rows: number },
): AsyncGenerator<string> {
  const corner = `${columnName(frozenColumns)}2`;
  const across = frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '';
  const pane = `<pane${across} ySplit="1" topLeftCell="${corner}" activePane="${across ? 'bottomRight' : 'bottomLeft'}" state="frozen"/>`;
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`;
  const letters = columns.map((_, at) => columnName(at));
  const headings = columns.map(({ heading, headingFormat }) => ({ value: heading, format: headingFormat ?? 'text' }));
  const headingCells = headings.map(({ value, format }, at) =>
    cellXml(`${letters[at]}1`, value, styleOf(format, 'heading')),
  );
  yield `<row r="1">${headingCells.join('')}</row>`;
  const styles = columns.map((column: SheetColumn) => styleOf(column.format, column.isTinted ? 'tinted' : 'plain'));
  const dateStyles = columns.map((column) =>
    isDateFormat(column.format)
      ? styleOf(column.format, column.isTinted ? 'tinted' : 'plain')
      : styleOf('day', 'plain'),
  );
  let count = 1;
  while (!source.isDone && count < end.rows) {
    let text = '';
    for (let each = 0; each < rowsAtOnce && !source.isDone && count < end.rows; each++) {
      const row = source.take();
      count++;
      text += `<row r="${count}">`;
      for (let at = 0; at < row.length; at++) {
        const value = row[at];
        const style = typeof value === 'object' ? dateStyles[at] : styles[at];
        text += cellXml(letters[at] + count, value, style);
      }
      text += '</row>';
    }
    yield text;
    await pause();
  }
  end.rows = count;
  const filter = isFiltered && count > 1 ? `<autoFilter ref="A1:${letters[letters.length - 1]}${count}"/>` : '';
  yield `</sheetData>${filter}</worksheet>`;
}

function isDateFormat(format: CellFormat): boolean {
  return format === 'year' || format === 'month' || format === 'day' || format === 'time';
}

function cellXml(place: string, value: SheetCell, style: number): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    return Number.isFinite(value) ? `<c r="${place}" s="${style}"><v>${value}</v></c>` : '';
  }
  if (typeof value === 'string') {
    const text = escapeXml(value.slice(0, mostCharacters));
    return text === ''
      ? ''
      : `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }
  const serial = value.ms / dayMs + epochSerial;
  if (serial >= firstSerial) return `<c r="${place}" s="${style}"><v>${serial}</v></c>`;
  return cellXml(place, new Date(value.ms).toISOString().slice(0, 10), styleOf('text', 'plain'));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As XML wants it; what it cannot hold is written as Excel does, by its number (ECMA-376 part 1, 22.9.2.19). */
function escapeXml(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => entities[character])
    .replace(
      // Of control characters those that XML cannot hold, and the carriage return, which it would read as a line feed.
      /(?![\t\n\u007f-\u009f])[\p{Cc}\ufffe\uffff]/gu,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** A, B, ... Z, AA, ... */
function columnName(at: number): string {
  let name = '';
  for (let left = at + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

/** Names of sheets as Excel wants them: short, each once, without some characters. */
class SheetNames {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    const whole =
      wanted
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : ` ${number}`;
      const name = `${whole.slice(0, mostNameCharacters - suffix.length).trim()}${suffix}`;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}

function stylesXml(): string {
  const custom = formats.flatMap((format) => {
    const { id, code } = numberFormats[format];
    return code === null ? [] : [`<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`];
  });
  const cells = looks.flatMap((look) =>
    formats.map((format) => {
      const font = look === 'heading' ? ' fontId="1" applyFont="1"' : ' fontId="0"';
      const fill = look === 'plain' ? ' fillId="0"' : ` fillId="${look === 'heading' ? 2 : 3}" applyFill="1"`;
      const number = ` numFmtId="${numberFormats[format].id}"${format === 'text' ? '' : ' applyNumberFormat="1"'}`;
      return `<xf${number}${font}${fill} borderId="0" xfId="0"/>`;
    }),
  );
  const solid = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
  return (
    `<styleSheet xmlns="${main}"><numFmts count="${custom.length}">${custom.join('')}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFE6EAF0')}${solid('FFF3F7FC')}</fills>` +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

/** The parts of a workbook beside its sheets, each by its name. */
function fixedParts(title: string, sheets: readonly { name: string; filter: string | null }[]): [string, string][] {
  const quoted = (name: string) => escapeXml(`'${name.replaceAll("'", "''")}'`);
  const filters = sheets.flatMap(({ name, filter }, at) =>
    filter === null
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${quoted(name)}!${filter}</definedName>`,
        ],
  );
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const links = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const overrides = sheets.map(
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${ooxml}.worksheet+xml"/>`,
  );
  return [
    [
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${ooxml}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${ooxml}.styles+xml"/>` +
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
        `${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packageRelations}">` +
        `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>` +
        `<Relationship Id="rId2" Type="${packageRelations}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      'docProps/core.xml',
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
        `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Dropcast</dc:creator></cp:coreProperties>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets>` +
        `${filters.length > 0 ? `<definedNames>${filters.join('')}</definedNames>` : ''}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageRelations}">${links.join('')}` +
        `<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesXml()],
  ];
}

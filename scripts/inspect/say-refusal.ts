/** Why a file was refused, in a sentence with advice. */
import { sayProblem } from '../../src/i18n/problem-words.ts';
import { createWords } from '../../src/i18n/words.ts';
import type { RefusalDetail, TableProblem } from '../../src/table/table.ts';

const words = createWords('en');

function sayDetail(detail: RefusalDetail): string {
  switch (detail.code) {
    case 'old-workbook':
      return 'This is a workbook of Excel 97-2003 (.xls). Open it in Excel or LibreOffice and save it as .xlsx or CSV.';
    case 'binary-workbook':
      return 'This is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx or CSV.';
    case 'numbers-document':
      return 'This is a document of Apple Numbers. Choose File, Export To, CSV or Excel in Numbers.';
    case 'encrypted':
      return 'This file is protected by a password. Save a copy without one.';
    case 'damaged':
      return `This file is damaged or cut off: ${detail.message}.`;
    case 'inflates-too-much':
      return `This file would unpack to ${words.bytes(detail.bytes)}; the limit is ${words.bytes(detail.limit)}. Unpack it, or save the sheet as CSV.`;
    case 'several-files':
      return `This archive holds several files (${detail.names.join(', ')}). Unpack it and choose one of them.`;
    case 'nothing-inside':
      return 'This archive holds no file.';
    case 'unknown-packing':
      return 'This archive is packed in a way that cannot be read here. Unpack it and choose the file inside.';
    case 'no-records':
      return 'This JSON holds no list of records.';
    case 'too-large':
      return `This file has ${words.bytes(detail.bytes)}. Read the first ${detail.rowsThatFit} rows, or only the columns you need.`;
  }
}

export function sayRefusal(problem: TableProblem): { code: string; message: string } {
  if (problem.detail) return { code: problem.detail.code, message: sayDetail(problem.detail) };
  return { code: problem.code, message: sayProblem(words, problem, false) };
}

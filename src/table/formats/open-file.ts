/** What a file is by its first bytes, and what it holds where it is packed. */

import { fail, ok, type Result } from '../../base/result.ts';
import type { Packing, RefusalDetail, TableProblem } from '../table.ts';
import { sniffEncoding } from '../text/encoding.ts';
import { createDecode } from '../text/text-decoder.ts';
import {
  formatByBytes,
  formatByText,
  type TableFormat,
  type WorkbookFormat,
  workbookByEntries,
} from './format-cards.ts';
import { type BinaryKind, sniffBinary, startsWith } from './signature.ts';
import { inflate, inflateEntry, readZipDirectory, type ZipEntry } from './zip.ts';

export type OpenedFile = { format: TableFormat; blob: Blob; packing: Packing | null };

/** Text and workbooks may inflate to so many bytes. */
const mostTextBytes = 512 * 1024 * 1024;
const mostWorkbookBytes = 400 * 1024 * 1024;
/** Cells take some ten times the memory of their XML, which has to be read as a whole; pictures are left alone. */
const mostXmlBytes = 200 * 1024 * 1024;

type Opened = Result<OpenedFile, TableProblem>;

/** @param name of the file, for messages */
export async function openFile(blob: Blob, name: string, signal?: AbortSignal, isInner = false): Promise<Opened> {
  const head = new Uint8Array(await blob.slice(0, 4096).arrayBuffer());
  signal?.throwIfAborted();
  const ofBytes = formatByBytes((bytes) => startsWith(head, 0, bytes));
  if (ofBytes) return ok({ format: ofBytes, blob, packing: null });
  if (startsWith(head, 0, '\x1f\x8b') && !isInner) return openGzip(blob, name, signal);
  if (startsWith(head, 0, 'PK\x03\x04') || startsWith(head, 0, 'PK\x05\x06'))
    return openZip(blob, name, isInner, signal);
  if (startsWith(head, 0, '\xd0\xcf\x11\xe0')) {
    return refuse(name, 'excel', { code: (await holdsEncryptedPackage(blob)) ? 'encrypted' : 'old-workbook' });
  }
  const looksLike = sniffBinary(head, name);
  if (looksLike === 'archive') return refuse(name, looksLike, { code: 'unknown-packing' });
  if (looksLike) return fail({ code: 'binary-file', params: { name, looksLike } });
  const text = createDecode(sniffEncoding(head))(head, { stream: true });
  return ok({ format: formatByText(text), blob, packing: null });
}

function refuse(name: string, looksLike: BinaryKind, detail: RefusalDetail): Opened {
  return fail({ code: 'binary-file', params: { name, looksLike }, detail });
}

async function openGzip(blob: Blob, name: string, signal?: AbortSignal): Promise<Opened> {
  // The last four bytes declare the size; they may be wrong, so the bytes are counted too.
  const tail = new DataView(await blob.slice(-4).arrayBuffer());
  const declared = tail.byteLength === 4 ? tail.getUint32(0, true) : 0;
  if (declared > mostTextBytes) {
    return refuse(name, 'archive', { code: 'inflates-too-much', bytes: declared, limit: mostTextBytes });
  }
  const inner = await inflate(blob, 'gzip', mostTextBytes, signal);
  return inner.ok ? openInner(inner.value, name, 'gz', signal) : refuse(name, 'archive', inner.problem);
}

async function openInner(blob: Blob, name: string, packing: Packing, signal?: AbortSignal): Promise<Opened> {
  if (blob.size === 0) return refuse(name, 'archive', { code: 'nothing-inside' });
  const opened = await openFile(blob, name, signal, true);
  return opened.ok ? ok({ ...opened.value, packing }) : opened;
}

async function openZip(blob: Blob, name: string, isInner: boolean, signal?: AbortSignal): Promise<Opened> {
  const entries = await readZipDirectory(blob);
  const isWorkbook = /\.(xlsx|xlsm|xlsb|ods)$/i.test(name);
  if (!entries) {
    const looksLike = sniffBinary(new Uint8Array(await blob.slice(0, 4096).arrayBuffer()), name) ?? 'archive';
    return refuse(name, looksLike, { code: 'damaged', reason: 'no-directory' });
  }
  const has = (path: string) => entries.some((entry) => entry.name.toLowerCase() === path.toLowerCase());
  if (entries.some((entry) => /(^|\/)Index\/.*\.iwa$|^index\.apxl$|(^|\/)Index\.zip$/.test(entry.name))) {
    return refuse(name, 'excel', { code: 'numbers-document' });
  }
  if (has('xl/workbook.bin')) return refuse(name, 'excel', { code: 'binary-workbook' });
  const workbook = workbookByEntries(has);
  if (workbook) return openWorkbook(blob, name, workbook, entries);
  const files = entries.filter((entry) => !/\/$|^__MACOSX\/|(^|\/)\.[^/]*$/.test(entry.name));
  const [only] = files;
  if (!only || isInner) {
    return refuse(name, isWorkbook ? 'excel' : 'archive', { code: isInner ? 'unknown-packing' : 'nothing-inside' });
  }
  if (files.length > 1) {
    return refuse(name, 'archive', { code: 'several-files', names: files.slice(0, 20).map((file) => file.name) });
  }
  const inner = await inflateEntry(blob, only, mostTextBytes, signal);
  return inner.ok ? openInner(inner.value, name, 'zip', signal) : refuse(name, 'archive', inner.problem);
}

async function openWorkbook(blob: Blob, name: string, format: WorkbookFormat, entries: ZipEntry[]): Promise<Opened> {
  if (entries.some((entry) => entry.isEncrypted)) return refuse(name, 'excel', { code: 'encrypted' });
  const sumBytes = (counted: ZipEntry[]) => counted.reduce((sum, entry) => sum + entry.bytes, 0);
  const bytes = sumBytes(entries);
  if (bytes > mostWorkbookBytes) {
    return refuse(name, 'excel', { code: 'inflates-too-much', bytes, limit: mostWorkbookBytes });
  }
  const xmlBytes = sumBytes(entries.filter((entry) => entry.name.endsWith('.xml')));
  if (xmlBytes > mostXmlBytes) {
    return refuse(name, 'excel', { code: 'inflates-too-much', bytes: xmlBytes, limit: mostXmlBytes });
  }
  return ok({ format, blob, packing: null });
}

/** An encrypted workbook is an old container with one new stream, whose name is in UTF-16. */
async function holdsEncryptedPackage(blob: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await blob.slice(0, 1024 * 1024).arrayBuffer());
  return new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'));
}

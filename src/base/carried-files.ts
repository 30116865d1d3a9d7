/**
 * Where the whole page is one file (`scripts/one-file.mjs`), what it would fetch lies in it: in elements that nothing runs, gzip in
 * base64, under the last part of the address.
 */

/** Whether this is the page in one file. */
export const isOneFile = import.meta.env?.MODE === 'one-file';

const unpacked = new Map<string, Promise<Blob>>();

async function unpack(name: string): Promise<Blob> {
  const base64 = document.querySelector(`script[data-file="${CSS.escape(name)}"]`)?.textContent;
  if (!base64) throw new Error(`The page does not carry ${name}.`);
  // The browser's own decoder: nobody is asked.
  const { body } = await fetch(`data:application/gzip;base64,${base64}`);
  if (!body) throw new Error(`${name} is empty.`);
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return new Response(body.pipeThrough(new DecompressionStream('gzip')), { headers }).blob();
}

/**
 * A file that the page carries in itself.
 *
 * @param address as it would be fetched by
 * @throws {Error} where the page does not carry it
 */
export async function carriedFile(address: string): Promise<Blob> {
  if (!isOneFile) throw new Error('This page is not in one file.');
  const name = address.replace(/^.*\//, '');
  const known = unpacked.get(name) ?? unpack(name);
  unpacked.set(name, known);
  return known;
}

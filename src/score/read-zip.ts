import { inflateEntry, readZipDirectory } from '../table/formats/zip.ts';

const mostBytes = 1 << 30;

/**
 * The files of a zip archive as UTF-8 texts, by name.
 *
 * @throws {Error} where it is no zip archive or one of its files cannot be unpacked
 */
export async function readZip(archive: Blob): Promise<Map<string, string>> {
  const entries = await readZipDirectory(archive);
  if (!entries) throw new Error('not a zip archive');
  const files = new Map<string, string>();
  for (const entry of entries) {
    const inflated = await inflateEntry(archive, entry, mostBytes);
    if (!inflated.ok) throw new Error(`${entry.name} cannot be unpacked: ${inflated.problem.code}`);
    files.set(entry.name, await inflated.value.text());
  }
  return files;
}

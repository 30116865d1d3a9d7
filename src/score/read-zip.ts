import { strFromU8, unzipSync } from 'fflate';

/** The files of a zip archive as UTF-8 texts, by name. */
export function readZip(archive: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

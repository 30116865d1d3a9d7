import { baseName } from './download.ts';

/**
 * What a file is called: after the data, the level shown and the day.
 *
 * @param level in words; null for the series of the file
 * @param day as ISO 8601 writes it
 */
export function nameFile(dataName: string, level: string | null, day: string, ending: string): string {
  const withoutPacking = dataName.replace(/\.(gz|zip)$/i, '');
  const parts = [baseName(withoutPacking), ...(level === null ? [] : [baseName(level)]), day];
  return `${parts.join('_')}.${ending}`;
}

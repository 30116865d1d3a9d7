import { csvType } from '../base/csv-type.ts';

/** Hands a file to the browser's downloads. */
export function downloadBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the blob only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Hands a CSV file to the browser's downloads. */
export function saveCsv(name: string, text: string): void {
  downloadBlob(name, new Blob([text], { type: csvType }));
}

/** A file's name without its ending and without what file systems forbid, to name downloads after it. */
export function baseName(name: string): string {
  return (
    name
      .replace(/\.[a-z0-9]{1,5}$/i, '')
      .replace(/[\\/:*?"<>|\s]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'series'
  );
}

/** What is put on the clipboard for other programs. */
import type { CopiedSheet } from './sheet-text.ts';

/** A table as spreadsheets and slides take it. */
export async function copyTable({ text, html }: CopiedSheet): Promise<void> {
  const blob = (content: string, type: string) => new Blob([content], { type });
  await navigator.clipboard.write([
    new ClipboardItem({ 'text/plain': blob(text, 'text/plain'), 'text/html': blob(html, 'text/html') }),
  ]);
}

/** A picture. The promise goes in as it is: some browsers forbid to write once a click is past. */
export async function copyImage(png: Promise<Blob>): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

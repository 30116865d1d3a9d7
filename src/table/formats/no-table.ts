/** Tells texts that hold no table: web pages, code, letters. */

/** Web pages and XML, and documents of word processors. */
export function isMarkup(text: string): boolean {
  const start = text.slice(0, 2000).trimStart();
  return /^<(!doctype|!--|\?xml|[a-z][\w:-]*[\s>/])/i.test(start) || start.startsWith('{\\rtf');
}

/** JSON, as far as its beginning tells. */
export function isJson(text: string): boolean {
  return /^\ufeff?\s*(\{\s*("|\}|\n)|\[\s*([[{"]|\]|-?\d[^\]]*\]?\s*,?\s*$))/.test(text.slice(0, 2000));
}

/** Whether most rows are sentences rather than cells: several words in the longest of them, and no number or date column. */
export function isProse(rows: string[][], width: number): boolean {
  const most = width === 1 ? 4 : 7;
  const wordy = rows.filter((row) => {
    const longest = row.reduce((a, b) => (b.length > a.length ? b : a), '').slice(0, 5000);
    const words = longest.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
    const han = longest.match(/\p{Script=Han}/gu)?.length ?? 0;
    return words > most || (width === 1 && (han > 15 || /[;{}]\s*$/.test(longest)));
  }).length;
  if (width === 1) return wordy > rows.length * 0.4;
  return wordy === rows.length && !rows.some((row) => row.some((cell) => /^\s*\S*\d\S*\s*$/.test(cell)));
}

/** Lines of text where nothing measures it: an SVG does not wrap. */

/** Width of a letter over the size of the font: of most fonts without serifs, bold ones a little more. */
const latinWidth = 0.53;
const wideWidth = 1;
const isWide = (letter: string) => letter > '\u2e80';

/** About how wide a text is, in the unit of `size`. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += isWide(letter) ? wideWidth : latinWidth;
  return width * size;
}

/** Where a line may end: after a space or a dash, and after any character as wide as it is high. */
function piecesOf(text: string): string[] {
  return (
    text
      .match(/[\u2e80-\uffff](?:[，。；：！？、）】”])*|[^\s\u2e80-\uffff-]*-?\s*/gu)
      ?.filter((piece) => piece !== '') ?? []
  );
}

/**
 * A text in lines no wider than `width`; where it needs more than `most` lines the last ends in an ellipsis.
 *
 * @param size of the font, in the unit of `width`
 */
export function wrapText(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const letters = (piece: string) => (textWidth(piece, size) > width ? [...piece] : [piece]);
  for (const piece of piecesOf(text.replace(/\s+/g, ' ').trim()).flatMap(letters)) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1] ?? '';
  while (last !== '' && textWidth(`${last}…`, size) > width) last = [...last].slice(0, -1).join('');
  return [...kept.slice(0, -1), `${last.trimEnd()}…`];
}

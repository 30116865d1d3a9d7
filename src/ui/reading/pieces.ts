/** The pieces of a sentence that holds controls: which belong together on one line. */
import type { ReactNode } from 'react';

/** Words, or a control; `key` tells a control from the others of the sentence. */
export type Piece = { text: string } | { key: string; control: ReactNode };
type GluedPiece = { text: string } | { key: string; control: ReactNode; after: string };

/** Punctuation that must not begin a line. */
const leadingPunctuation = /^[\p{Po}\p{Pe}\p{Pf}]+/u;

/** Lists of pieces one after the other, with words between them. */
export function joined(lists: readonly Piece[][], between: string): Piece[] {
  return lists.flatMap((list, at) => (at > 0 ? [{ text: between }, ...list] : list));
}

/**
 * The same sentence, where each control carries the punctuation after it: a browser may break a line on either side of a
 * control, even before a comma.
 */
export function glued(pieces: readonly Piece[]): GluedPiece[] {
  const done: GluedPiece[] = [];
  for (const piece of pieces) {
    const before = done.at(-1);
    if ('control' in piece) {
      done.push({ ...piece, after: '' });
      continue;
    }
    const held = before && 'control' in before ? (leadingPunctuation.exec(piece.text)?.[0] ?? '') : '';
    if (before && 'control' in before) before.after += held;
    const text = piece.text.slice(held.length);
    if (text === '') continue;
    if (before && 'text' in before) before.text += text;
    else done.push({ text });
  }
  return done;
}

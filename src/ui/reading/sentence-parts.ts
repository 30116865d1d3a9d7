/** The parts of a sentence that holds controls: which belong together on one line. */
import type { ReactNode } from 'react';

/** Words, or a control; `key` tells a control from the others of the sentence. */
export type SentencePart = { text: string } | { key: string; control: ReactNode };
type GluedPart = { text: string } | { key: string; control: ReactNode; after: string };

/** Punctuation that must not begin a line. */
const leadingPunctuation = /^[\p{Po}\p{Pe}\p{Pf}]+/u;

/** Lists of parts one after the other, with words between them. */
export function joined(lists: readonly SentencePart[][], between: string): SentencePart[] {
  return lists.flatMap((list, at) => (at > 0 ? [{ text: between }, ...list] : list));
}

/**
 * The same sentence, where each control carries the punctuation after it: a browser may break a line on either side of a
 * control, even before a comma.
 */
export function glued(parts: readonly SentencePart[]): GluedPart[] {
  const done: GluedPart[] = [];
  for (const part of parts) {
    const before = done.at(-1);
    if ('control' in part) {
      done.push({ ...part, after: '' });
      continue;
    }
    const held = before && 'control' in before ? (leadingPunctuation.exec(part.text)?.[0] ?? '') : '';
    if (before && 'control' in before) before.after += held;
    const text = part.text.slice(held.length);
    if (text === '') continue;
    if (before && 'text' in before) before.text += text;
    else done.push({ text });
  }
  return done;
}

/** Puts things into words: messages out of a dictionary, numbers and lists by `Intl`. */
import type { LanguageCard } from '../base/languages.ts';
import type { en } from './languages/en.ts';
import type { Message, NeedsOf } from './messages.ts';
import { createNumbers, type Numbers } from './number-words.ts';
import type { Dictionary, WordSet } from './word-set.ts';

/** The messages that all rooms share. */
export type SharedMessages = typeof en;

/** A piece of a message: its own words, or a value that was filled in. */
export type Segment = { text: string; param: string | null };

/**
 * What one language says: the shared messages, perhaps with those of a set. Words with more messages do wherever fewer are
 * asked for.
 */
export interface Words<Known = SharedMessages> extends Numbers {
  /** Tag of the language, which is its `Intl` locale too. */
  readonly language: string;
  readonly dir: LanguageCard['dir'];
  readonly texts: { readonly [Key in keyof Known]: Message };
  /** A message with its placeholders filled in. */
  say<Key extends keyof Known & string>(key: Key, ...params: NeedsOf<Known>[Key]): string;
  /** The segments of a message, so that the values filled in can be set apart. */
  segments<Key extends keyof Known & string>(key: Key, ...params: NeedsOf<Known>[Key]): Segment[];
  /** A message whose key comes from outside, such as a sample's title; null where there is none. */
  sayIfKnown(key: string): string | null;
  /** Sentences one after the other, with the space that the language puts between them. */
  sentences(sentences: string[]): string;
  /** Several things in a row: a, b and c. */
  list(items: string[]): string;
}

/** What says the shared messages and those of a set. */
export type WordsOf<Set> = Set extends WordSet<infer Own> ? Words<SharedMessages & Own> : never;

const endsInHan = /\p{Script=Han}$/u;
const beginsInHan = /^\p{Script=Han}/u;

/**
 * Chinese messages have a space beside what is filled in, for names in Latin letters and numbers; between two Chinese
 * characters there is none.
 */
function closeUp(segments: Segment[]): Segment[] {
  return segments.map((segment, at) => {
    if (segment.param !== null) return segment;
    const before = segments[at - 1]?.text ?? '';
    const after = segments[at + 1]?.text ?? '';
    let { text } = segment;
    if (endsInHan.test(before) && beginsInHan.test(text.trimStart())) text = text.trimStart();
    if (beginsInHan.test(after) && endsInHan.test(text.trimEnd())) text = text.trimEnd();
    return { ...segment, text };
  });
}

/**
 * The words of one language.
 *
 * @param language its card, and the tag which is its `Intl` locale
 * @param texts its messages; types say which are there
 */
export function createWords<Known>(
  { tag, dir, isSpaced }: LanguageCard & { tag: string },
  texts: { readonly [Key in keyof Known]: Message },
): Words<Known> {
  const plurals = new Intl.PluralRules(tag);
  const numbers = createNumbers(tag);
  const dictionary: Dictionary = texts;
  const spaced = isSpaced ? (segments: Segment[]) => segments : closeUp;

  function textOf(key: string, { count }: Record<string, string | number>): string {
    const message = dictionary[key];
    if (typeof message === 'string') return message;
    const form = typeof count === 'number' ? message[plurals.select(count)] : undefined;
    return form ?? message.other ?? '';
  }

  function fill(key: string, values: Record<string, string | number> = {}): Segment[] {
    const segments = textOf(key, values)
      .split(/(\{[^}]+\})/)
      .filter((text) => text !== '')
      .map((text): Segment => {
        const name = text.startsWith('{') ? text.slice(1, -1) : null;
        const value = name === null ? undefined : values[name];
        if (name === null || value === undefined) return { text, param: null };
        return { text: typeof value === 'number' ? numbers.number(value) : value, param: name };
      });
    return spaced(segments);
  }

  return {
    ...numbers,
    language: tag,
    dir,
    texts,
    say: (key, ...[values]) =>
      fill(key, values)
        .map(({ text }) => text)
        .join(''),
    segments: (key, ...[values]) => fill(key, values),
    sayIfKnown(key) {
      const message = Object.hasOwn(dictionary, key) ? dictionary[key] : null;
      return typeof message === 'string' ? message : null;
    },
    sentences: (sentences) => sentences.join(isSpaced ? ' ' : ''),
    list(items) {
      const listed = new Intl.ListFormat(tag, { type: 'conjunction' }).formatToParts(items);
      const segments = listed.map(({ type, value }): Segment => {
        const isWord = type === 'literal' && !isSpaced && /^\p{Script=Han}+$/u.test(value);
        return { text: isWord ? ` ${value} ` : value, param: type === 'element' ? value : null };
      });
      return spaced(segments)
        .map(({ text }) => text)
        .join('');
    },
  };
}

/** Puts things into words: messages out of a dictionary, numbers and dates by `Intl`. */

import type { Language } from '../session/language.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

type English = typeof en;
export type MessageKey = keyof English;
type Entry = string | { readonly other: string; readonly one?: string };
/** What every language provides: a message for each key. */
export type Dictionary = Record<MessageKey, Entry>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type TextOf<Key extends MessageKey> = English[Key] extends { other: infer Other extends string }
  ? Other
  : English[Key] & string;
type NamesOf<Key extends MessageKey> = Placeholders<TextOf<Key>>;
/** The values a message needs: none, or one for each of its placeholders. */
export type ParamsOf<Key extends MessageKey> = [NamesOf<Key>] extends [never]
  ? []
  : [params: Record<NamesOf<Key>, string | number>];

/** A piece of a message: its own words, or a value that was filled in. */
export type Part = { text: string; param: string | null };

export const dictionaries: Record<Language, Dictionary> = { en, 'zh-CN': zhCn };

const endsInHan = /\p{Script=Han}$/u;
const beginsInHan = /^\p{Script=Han}/u;

/**
 * Chinese messages have a space beside what is filled in, for names in Latin letters and numbers; between two Chinese
 * characters there is none.
 */
function closeUp(pieces: Part[]): Part[] {
  return pieces.map((piece, at) => {
    if (piece.param !== null) return piece;
    const before = pieces[at - 1]?.text ?? '';
    const after = pieces[at + 1]?.text ?? '';
    let { text } = piece;
    if (endsInHan.test(before) && beginsInHan.test(text.trimStart())) text = text.trimStart();
    if (beginsInHan.test(after) && endsInHan.test(text.trimEnd())) text = text.trimEnd();
    return { ...piece, text };
  });
}

export type Words = ReturnType<typeof createWords>;

/**
 * The words of one language.
 *
 * @param language which dictionary and which `Intl` locale
 */
export function createWords(language: Language) {
  const dictionary = dictionaries[language];
  const plurals = new Intl.PluralRules(language);
  const formats = new Map<string, Intl.NumberFormat>();

  function format(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
    formats.set(key, known);
    return known.format(value);
  }

  function textOf(key: MessageKey, params: Record<string, string | number>): string {
    const entry = dictionary[key];
    if (typeof entry === 'string') return entry;
    const isOne = typeof params.count === 'number' && plurals.select(params.count) === 'one';
    return isOne ? (entry.one ?? entry.other) : entry.other;
  }

  /** A number for reading: grouped, `digits` significant digits at least where it has a fraction. */
  function number(value: number, digits = 4): string {
    const size = Math.abs(value);
    if (Number.isInteger(value) && size < 1e15) return format(value, {});
    if (size >= 1e15 || (size > 0 && size < 1e-4))
      return format(value, { notation: 'scientific', maximumFractionDigits: 2 });
    const whole = Math.max(1, Math.floor(Math.log10(Math.max(size, Number.MIN_VALUE))) + 1);
    const fraction = size >= 1 ? Math.max(0, digits - whole) : digits;
    return format(value, { maximumFractionDigits: fraction });
  }

  /** The pieces of a message, so that the values filled in can be set apart. */
  function parts<Key extends MessageKey>(key: Key, ...params: ParamsOf<Key>): Part[] {
    const values: Record<string, string | number> = params[0] ?? {};
    const pieces = textOf(key, values)
      .split(/(\{[^}]+\})/)
      .filter((piece) => piece !== '')
      .map((piece): Part => {
        const name = piece.startsWith('{') ? piece.slice(1, -1) : null;
        const value = name === null ? undefined : values[name];
        if (name === null || value === undefined) return { text: piece, param: null };
        return { text: typeof value === 'number' ? number(value) : value, param: name };
      });
    return language === 'zh-CN' ? closeUp(pieces) : pieces;
  }

  /** A message with its placeholders filled in. */
  function say<Key extends MessageKey>(key: Key, ...params: ParamsOf<Key>): string {
    return parts(key, ...params)
      .map(({ text }) => text)
      .join('');
  }

  return {
    language,
    say,
    /** A message whose key comes from outside, such as a sample's title; null where there is none. */
    sayIfKnown: (key: string): string | null => {
      const entry = Object.hasOwn(dictionary, key) ? dictionary[key as MessageKey] : null;
      return typeof entry === 'string' ? entry : null;
    },
    /** Sentences one after the other, with the space that the language puts between them. */
    sentences: (sentences: string[]) => sentences.join(language === 'zh-CN' ? '' : ' '),
    parts,
    number,
    /** A share of 1 as a percentage. */
    percent: (share: number, fractionDigits = 0) =>
      format(share, {
        style: 'percent',
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      }),
    /** A number where there is little room: 1.2M, 120万. */
    compact: (value: number) => format(value, { notation: 'compact', maximumFractionDigits: 2 }),
    /** A number with exactly so many digits after the point, so that a column of them lines up. */
    fixed: (value: number, fractionDigits: number) =>
      format(value, { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }),
    bytes: (bytes: number) => {
      const unit = bytes >= 1e6 ? 'megabyte' : bytes >= 1e3 ? 'kilobyte' : 'byte';
      const scale = bytes >= 1e6 ? 1e6 : bytes >= 1e3 ? 1e3 : 1;
      const unitDisplay = unit === 'byte' ? 'long' : 'short';
      return format(bytes / scale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
    },
    /** A length of time in the largest unit that is at least one. */
    duration: (ms: number) => {
      const seconds = ms / 1000;
      if (seconds < 0.1)
        return format(Math.max(0, ms), {
          style: 'unit',
          unit: 'millisecond',
          unitDisplay: 'short',
          maximumFractionDigits: 0,
        });
      if (seconds < 10)
        return format(seconds, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 });
      if (seconds < 90) return format(Math.round(seconds), { style: 'unit', unit: 'second', unitDisplay: 'short' });
      if (seconds < 5400)
        return format(seconds / 60, { style: 'unit', unit: 'minute', unitDisplay: 'short', maximumFractionDigits: 1 });
      return format(seconds / 3600, { style: 'unit', unit: 'hour', unitDisplay: 'short', maximumFractionDigits: 1 });
    },
    /** Several things in a row: a, b and c. */
    list(items: string[]): string {
      const pieces = new Intl.ListFormat(language, { type: 'conjunction' }).formatToParts(items);
      const asWords = pieces.map(({ type, value }): Part => {
        const isWord = type === 'literal' && language === 'zh-CN' && /^\p{Script=Han}+$/u.test(value);
        return { text: isWord ? ` ${value} ` : value, param: type === 'element' ? value : null };
      });
      return (language === 'zh-CN' ? closeUp(asWords) : asWords).map(({ text }) => text).join('');
    },
  };
}

/** The words of one part of the page in every language. English comes with the part; another language is loaded when it is shown. */
import type { Language } from '../base/languages.ts';
import type { Message, Messages, Translation } from './messages.ts';

export type Dictionary = Readonly<Record<string, Message>>;

/** Messages of which types know the keys and what they need. */
export type WordSet<English> = {
  english: English;
  /** What is loaded of a language; null before `load` has brought it. */
  textsIn: (language: Language) => Dictionary | null;
  load: (language: Language) => Promise<Dictionary>;
};

type Loaders<English> = { [Tag in Exclude<Language, 'en'>]: () => Promise<Translation<English, Tag>> };

/**
 * A set of messages in all languages of the page.
 *
 * @param english the measure of the others
 * @param loaders one for each other language, so that none can be forgotten
 */
export function defineWords<const English extends Messages<'en'>>(
  english: English,
  loaders: Loaders<English>,
): WordSet<English> {
  const loaded = new Map<Language, Dictionary>([['en', english]]);
  return {
    english,
    textsIn: (language) => loaded.get(language) ?? null,
    async load(language) {
      const texts: Dictionary = language === 'en' ? english : await loaders[language]();
      loaded.set(language, texts);
      return texts;
    },
  };
}

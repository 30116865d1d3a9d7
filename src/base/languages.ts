/** The languages the page speaks. What they say is in `src/i18n/languages`. */

export type LanguageCard = {
  /** By its own name. */
  name: string;
  dir: 'ltr' | 'rtl';
  /** The cardinal categories of its `Intl.PluralRules`: the forms of a message with a count. */
  plurals: readonly Intl.LDMLPluralRule[];
  /** Whether words and sentences stand apart by spaces. */
  isSpaced: boolean;
};

/** By their tags; the first where the browser wants none of them. */
export const languages = {
  en: { name: 'English', dir: 'ltr', plurals: ['one', 'other'], isSpaced: true },
  'zh-CN': { name: '简体中文', dir: 'ltr', plurals: ['other'], isSpaced: false },
} as const satisfies Record<string, LanguageCard>;
export type Language = keyof typeof languages;
export const languageTags = Object.keys(languages) as Language[];

/** Whether a stored or foreign text is the tag of a language of the page. */
export function isLanguage(text: unknown): text is Language {
  return languageTags.some((tag) => tag === text);
}

function primaryOf(tag: string): string {
  return tag.toLowerCase().split('-')[0];
}

/**
 * The first of the browser's languages that the page speaks; English where it speaks none.
 *
 * @param wanted language tags in the order of preference, as in `navigator.languages`
 */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found =
      languageTags.find((known) => known.toLowerCase() === tag.toLowerCase()) ??
      languageTags.find((known) => primaryOf(known) === primaryOf(tag));
    if (found) return found;
  }
  return languageTags[0];
}

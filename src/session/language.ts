/** The languages the page speaks, and which to begin with. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** Whether a stored or foreign text names a language of the page. */
export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

/**
 * The first of the browser's languages that the page speaks; English where it speaks none.
 *
 * @param wanted language tags in the order of preference, as in `navigator.languages`
 */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = languages.find((language) => language.toLowerCase().split('-')[0] === primary);
    if (found) return found;
  }
  return 'en';
}

/** What the page remembers between visits, besides how files of a kind are read: the language, the appearance and what is open, never data. */
import { isLanguage, type Language, pickLanguage } from '../base/languages.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
/** `details`: whether what experts want of a result is open; `shortcuts`: whether single keys press controls. */
export type Preferences = { language: Language; theme: Theme; details: 'open' | 'closed'; shortcuts: 'on' | 'off' };

/** The part of `Storage` that is used; it may throw, as a browser's does when storage is forbidden. */
export type PreferenceStore = Pick<Storage, 'getItem' | 'setItem'>;

/** Whether work may be kept between visits; it may, until somebody says no. */
const keepingKey = 'dropcast.keep';

// `public/first.js` reads the same key before the first paint.
const keys = {
  language: 'dropcast.language',
  theme: 'dropcast.theme',
  details: 'dropcast.details',
  shortcuts: 'dropcast.shortcuts',
};

function read(store: PreferenceStore, key: string): string | null {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

/**
 * What was chosen on an earlier visit; else the browser's language and the system's appearance.
 *
 * @param browserLanguages as in `navigator.languages`
 */
export function readPreferences(store: PreferenceStore, browserLanguages: readonly string[]): Preferences {
  const language = read(store, keys.language);
  const theme = read(store, keys.theme);
  return {
    language: isLanguage(language) ? language : pickLanguage(browserLanguages),
    theme: themes.find((known) => known === theme) ?? 'system',
    details: read(store, keys.details) === 'open' ? 'open' : 'closed',
    shortcuts: read(store, keys.shortcuts) === 'off' ? 'off' : 'on',
  };
}

/** Remembers a choice; silently not, where the browser forbids it. */
export function rememberPreference(store: PreferenceStore, name: keyof Preferences, value: string): void {
  try {
    store.setItem(keys[name], value);
  } catch {
    // The choice holds for this visit.
  }
}

export function readKeeping(store: PreferenceStore): boolean {
  return read(store, keepingKey) !== 'nothing';
}

export function rememberKeeping(store: PreferenceStore, isOn: boolean): void {
  try {
    store.setItem(keepingKey, isOn ? 'work' : 'nothing');
  } catch {
    // The choice holds for this visit.
  }
}

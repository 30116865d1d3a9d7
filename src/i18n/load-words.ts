/** The words of a language, loaded once: the shared ones, or with those of a set. */
import { type Language, languages } from '../base/languages.ts';
import { sharedWords } from './shared-words.ts';
import type { Dictionary, WordSet } from './word-set.ts';
import { createWords, type SharedMessages, type Words } from './words.ts';

type Kept<Value> = WeakMap<WordSet<unknown>, Map<Language, Value>>;
const ready: Kept<Words<unknown>> = new WeakMap();
const loading: Kept<Promise<Words<unknown>>> = new WeakMap();

/** What is kept for a set and a language, made where it is not there yet, so that the same words are the same object. */
function keep<Value>(kept: Kept<Value>, set: WordSet<unknown>, language: Language, make: () => Value): Value {
  const ofSet = kept.get(set) ?? new Map<Language, Value>();
  kept.set(set, ofSet);
  const value = ofSet.get(language) ?? make();
  ofSet.set(language, value);
  return value;
}

function joinTexts(shared: Dictionary, own: Dictionary): Dictionary {
  const twice = Object.keys(own).find((key) => Object.hasOwn(shared, key));
  if (twice !== undefined) throw new Error(`The message ${twice} is among the shared ones already.`);
  return { ...shared, ...own };
}

/** The words of a language where they are loaded; null where `loadWords` has to bring them first. */
export function readyWords(language: Language): Words | null;
export function readyWords<Own>(language: Language, set: WordSet<Own>): Words<SharedMessages & Own> | null;
export function readyWords(language: Language, set: WordSet<unknown> = sharedWords): Words<unknown> | null {
  const shared = sharedWords.textsIn(language);
  const own = set.textsIn(language);
  if (!shared || !own) return null;
  return keep(ready, set, language, () =>
    createWords({ ...languages[language], tag: language }, set === sharedWords ? shared : joinTexts(shared, own)),
  );
}

/** Loads the words of a language; the same promise each time, and anew after it failed. */
export function loadWords(language: Language): Promise<Words>;
export function loadWords<Own>(language: Language, set: WordSet<Own>): Promise<Words<SharedMessages & Own>>;
export function loadWords(language: Language, set: WordSet<unknown> = sharedWords): Promise<Words<unknown>> {
  return keep(loading, set, language, async () => {
    try {
      await Promise.all([sharedWords.load(language), set.load(language)]);
    } catch (error) {
      loading.get(set)?.delete(language);
      throw error;
    }
    return readyWords(language, set) as Words<unknown>;
  });
}

/** English, which is always there. */
export const englishWords: Words = readyWords('en') as Words;

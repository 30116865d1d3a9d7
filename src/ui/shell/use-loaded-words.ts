import { startTransition, useEffect, useState } from 'react';
import type { Language } from '../../base/languages.ts';
import { loadWords } from '../../i18n/load-words.ts';
import type { Words } from '../../i18n/words.ts';
import { useSession } from './context.ts';

/**
 * The words of the language chosen once they are there; until then, and where they cannot be loaded, those shown before.
 *
 * @param first what is shown to begin with
 */
export function useLoadedWords(first: Words): Words {
  const language = useSession((state) => state.language);
  const setLanguage = useSession((state) => state.setLanguage);
  const [words, setWords] = useState(first);
  const shown = words.language as Language;
  useEffect(() => {
    if (language === shown) return;
    let isWanted = true;
    loadWords(language).then(
      // What waits for words of its own goes on saying what it says until they are there too.
      (loaded) => isWanted && startTransition(() => setWords(loaded)),
      () => isWanted && setLanguage(shown),
    );
    return () => {
      isWanted = false;
    };
  }, [language, shown, setLanguage]);
  return words;
}

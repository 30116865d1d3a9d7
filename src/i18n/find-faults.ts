/** What tests ask of a set of messages. */
import { type Language, languageTags } from '../base/languages.ts';
import type { Message } from './messages.ts';
import type { Dictionary, WordSet } from './word-set.ts';

const placeholdersOf = (text: string) => [...new Set(text.match(/\{[^}]+\}/g))].sort().join(' ');
const formsOf = (message: Message): [string, string][] =>
  typeof message === 'string' ? [['other', message]] : (Object.entries(message) as [string, string][]);

function faultsOfMessage(language: Language, key: string, english: Message, message: Message | undefined): string[] {
  if (message === undefined) return [`${language} ${key}: missing`];
  const forms = formsOf(message);
  const wanted = placeholdersOf(formsOf(english)[0][1]);
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const isComplete = typeof message === 'string' || categories.every((category) => message[category] !== undefined);
  return [
    ...(isComplete ? [] : [`${language} ${key}: has not all of ${categories.join(', ')}`]),
    ...forms.filter(([, text]) => text.trim() === '').map(([form]) => `${language} ${key}: says nothing for ${form}`),
    ...forms
      .filter(([, text]) => placeholdersOf(text) !== wanted)
      .map(([form, text]) => `${language} ${key}: ${form} has ${placeholdersOf(text) || 'no value'}, not ${wanted}`),
  ];
}

/** What is wrong with a set in any language, a line each: keys, values to fill in, plural forms. */
export async function findFaults<English extends Dictionary>({ english, load }: WordSet<English>): Promise<string[]> {
  const faults: string[] = [];
  for (const language of languageTags) {
    const texts = await load(language);
    for (const key of Object.keys(english)) {
      faults.push(...faultsOfMessage(language, key, english[key], texts[key]));
    }
    faults.push(
      ...Object.keys(texts)
        .filter((key) => !(key in english))
        .map((key) => `${language} ${key}: unknown`),
    );
  }
  return faults;
}

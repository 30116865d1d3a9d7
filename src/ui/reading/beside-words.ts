/** What goes with a series, in words. */
import type { Words } from '../../i18n/words.ts';
import { covariateRoles } from '../../session/column-roles.ts';

type Role = (typeof covariateRoles)[number];
const mostNamed = 4;

/** Several names in a row, the first of many. */
function listSome({ say, list }: Words, names: readonly string[]): string {
  if (names.length <= mostNamed + 1) return list([...names]);
  return list([...names.slice(0, mostNamed), say('sentence.beside.more', { count: names.length - mostNamed })]);
}

/** `price and promo (known ahead), visits (known afterwards)`; null where there is nothing. */
export function sayBeside(words: Words, names: Record<Role, readonly string[]>): string | null {
  const said = covariateRoles.flatMap((role) =>
    names[role].length > 0 ? [words.say(`sentence.beside.${role}`, { names: listSome(words, names[role]) })] : [],
  );
  return said.length > 0 ? said.join(words.say('sentence.list')) : null;
}

/** Texts of files and users in SVG and HTML: whatever they hold, it is shown and never read as markup. */

/** What XML 1.0 does not allow, written out or as a reference: control characters, halves of surrogate pairs, two more. */
const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** A text as it stands between tags or within the quotes of an attribute; what cannot stand there is left out. */
export function escapeMarkup(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The words of a column's name in lower case: `unitPrice`, `Unit Price` and `unit_price` are `unit` and `price`. */
export function nameWords(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/**
 * A name for every column, each once: the file's own, or `column 3`; a second `sales` becomes `sales (2)`.
 *
 * @param names as the file has them, empty where it has none
 * @returns the names, and those of them that the file does not have like that
 */
export function nameColumns(names: string[]): { names: string[]; renamed: string[] } {
  const taken = new Set<string>();
  const nextCopies = new Map<string, number>();
  const renamed: string[] = [];
  const unique = names.map((name, index) => {
    const wanted = name || `column ${index + 1}`;
    let found = wanted;
    let copy = nextCopies.get(wanted) ?? 2;
    while (taken.has(found)) found = `${wanted} (${copy++})`;
    nextCopies.set(wanted, copy);
    taken.add(found);
    if (found !== name) renamed.push(found);
    return found;
  });
  return { names: unique, renamed };
}

/** Texts of a column that differ in nothing but capitals and spaces: most likely the same. */
import type { Column, DateColumn, TextColumn, VariantsQuestion } from '../table.ts';

/** Columns of more different texts hold no names of series. */
const mostLabels = 20_000;
const mostNamed = 20;

/**
 * The columns with such texts as one, the most frequent of each, where that leaves every row of a date apart or the user says
 * so; and a question for each column that has any.
 *
 * @param asked by column: whether they are one
 */
export function mergeVariants(
  columns: Column[],
  rowCount: number,
  time: DateColumn | null,
  asked: (column: string) => boolean | undefined,
): { columns: Column[]; questions: VariantsQuestion[] } {
  const questions: VariantsQuestion[] = [];
  const read = columns.map((column) => {
    if (column.kind !== 'text' || column.labels.length > Math.min(mostLabels, rowCount / 2)) return column;
    const variants = findVariants(column);
    if (variants.length === 0) return column;
    const merged = withMerged(column, variants);
    const others = columns.filter((other): other is TextColumn => other.kind === 'text' && other !== column);
    const isSafe = countRows([column, ...others], time, rowCount) === countRows([merged, ...others], time, rowCount);
    const isMerged = asked(column.name) ?? isSafe;
    questions.push({
      code: 'label-variants',
      column: column.name,
      variants: variants.slice(0, mostNamed).map((codes) => codes.map((code) => column.labels[code])),
      options: [
        { isMerged: true, labels: merged.labels.length },
        { isMerged: false, labels: column.labels.length },
      ],
      chosen: isMerged ? 0 : 1,
    });
    return isMerged ? merged : column;
  });
  return { columns: read, questions };
}

/** Groups of codes whose texts are variants, the most frequent first. */
function findVariants({ codes, labels }: TextColumn): number[][] {
  const groups = new Map<string, number[]>();
  for (const [code, label] of labels.entries()) {
    const key = label.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    const group = groups.get(key);
    if (group) group.push(code);
    else groups.set(key, [code]);
  }
  const several = [...groups.values()].filter((group) => group.length > 1);
  if (several.length === 0) return [];
  const counts = new Uint32Array(labels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  return several.map((group) => group.sort((a, b) => counts[b] - counts[a] || a - b));
}

function withMerged(column: TextColumn, variants: number[][]): TextColumn {
  const mainOf = new Map(variants.flatMap(([main, ...others]) => others.map((code): [number, number] => [code, main])));
  const labels: string[] = [];
  const places = new Map<number, number>();
  const codes = column.codes.map((code) => {
    if (code < 0) return code;
    const main = mainOf.get(code) ?? code;
    const place = places.get(main) ?? labels.push(column.labels[main]) - 1;
    places.set(main, place);
    return place;
  });
  return { ...column, codes, labels };
}

/** Different combinations of the texts with the time. */
function countRows(texts: TextColumn[], time: DateColumn | null, rowCount: number): number {
  const seen = new Set<string>();
  for (let row = 0; row < rowCount; row++) {
    seen.add(`${time ? time.values[row] : row} ${texts.map(({ codes }) => codes[row]).join()}`);
  }
  return seen.size;
}

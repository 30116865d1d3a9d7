/** Dashes that go with the colours of lines, so that none is told from another by its colour alone. */
const dashes: Readonly<Record<string, string>> = {
  'var(--series-1)': '10 3',
  'var(--series-2)': '6 3',
  'var(--series-3)': '2 3',
  'var(--series-4)': '9 3 2 3',
  'var(--series-5)': '5 5',
  'var(--series-6)': '9 3 2 3 2 3',
  'var(--series-baseline)': '1.5 4',
};

/** The dashes of a line of a colour, lengths of strokes and gaps in pixels; undefined for a line without gaps. */
export function lineDash(color: string): string | undefined {
  return dashes[color];
}

/** The series of a long list on their way to the page: a few hundred a message, so that none takes the page long to read. */
import type { SeriesSummary } from '../series/panel.ts';

/** Series in one message. */
const mostInPart = 500;

/** Some series of a list; the points of their small plots lie one after another in one array. */
export type PanelPart = {
  series: Omit<SeriesSummary, 'spark'>[];
  /** Where the points of each begin, and one more for the end of the last. */
  starts: Uint32Array;
  sparks: Float64Array;
};

/** @yields parts of a list, in its order */
export function* partsOf(list: readonly SeriesSummary[]): Generator<PanelPart> {
  for (let first = 0; first < list.length; first += mostInPart) {
    const some = list.slice(first, first + mostInPart);
    const starts = new Uint32Array(some.length + 1);
    for (const [at, { spark }] of some.entries()) starts[at + 1] = (starts[at] as number) + spark.length;
    const sparks = new Float64Array(starts[some.length] as number);
    for (const [at, { spark }] of some.entries()) sparks.set(spark, starts[at]);
    yield { series: some.map(({ spark: _, ...summary }) => summary), starts, sparks };
  }
}

/** The series of a part, in the order of the list. */
export function readPart({ series, starts, sparks }: PanelPart): SeriesSummary[] {
  return series.map((summary, at) => ({ ...summary, spark: sparks.subarray(starts[at], starts[at + 1]) }));
}

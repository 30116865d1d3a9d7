/**
 * Where windows of `span` points start in a series, so that the part from `judgedFrom` points into the window on lies
 * within [from, to).
 *
 * @returns starts in time order; a start may lie before `from`, never before 0
 */
export function windowStarts(
  { from, to }: { from: number; to: number },
  { span, judgedFrom }: { span: number; judgedFrom: number },
): Int32Array {
  const first = Math.max(0, from - judgedFrom);
  return Int32Array.from({ length: Math.max(0, to - span - first + 1) }, (_, index) => first + index);
}

/** At most `most` of `starts`, evenly spread over them. */
export function thinOut(starts: Int32Array, most: number): Int32Array {
  if (starts.length <= most) return starts;
  return Int32Array.from({ length: most }, (_, index) => starts[Math.floor((index * starts.length) / most)]);
}

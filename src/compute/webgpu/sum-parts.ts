/** Sums that were split over workgroups are put together again. */
import type * as tf from '../tf.ts';
import type { DeviceBackend } from './device-backend.ts';
import { groupsOf } from './program.ts';

const threads = 64;

/**
 * Adds up the parts of results that lie end to end.
 *
 * @param parts [parts, sum of the results' sizes]
 */
export function sumParts(backend: DeviceBackend, op: string, parts: tf.TensorInfo, results: tf.TensorInfo[]): void {
  const sizes = results.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let from = 0;
  const stores = sizes.map((size, at) => {
    const store = `if (at < ${from + size}u) { result${at}[at - ${from}u] = sum; }`;
    from += size;
    return store;
  });
  backend.run({
    op,
    bindings: [
      { name: 'parts', tensor: parts, access: 'read' },
      ...results.map((tensor, at) => ({ name: `result${at}`, tensor, access: 'write' as const })),
    ],
    body: `
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let at = id.x;
  if (at >= ${total}u) { return; }
  var sum = 0.0;
  for (var part = 0u; part < ${parts.shape[0]}u; part++) { sum += parts[part * ${total}u + at]; }
  ${stores.join('\n  else ')}
}`,
    grid: [groupsOf(total, threads), 1, 1],
    sum: { count: parts.shape[0] as number, total, sizes },
  });
}

/**
 * Where a product that is split writes: the results themselves where it is not, else parts to be summed.
 *
 * @param columns of the results, which lie end to end row by row
 */
export function storeInto(results: tf.TensorInfo[], parts: number, columns: number): string {
  const sizes = results.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const at = `row * ${columns}u + column`;
  if (parts > 1) return `parts[part * ${total}u + ${at}] = value;`;
  let from = 0;
  const stores = sizes.map((size, which) => {
    const store = `if (at < ${from + size}u) { result${which}[at - ${from}u] = value; }`;
    from += size;
    return store;
  });
  return `let at = ${at};\n  ${stores.join('\n  else ')}`;
}

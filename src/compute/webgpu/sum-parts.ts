/** Sums that may be split over workgroups: where their parts go, and how they are put together again. */
import type * as tf from '../tf.ts';
import type { DeviceBackend } from './device-backend.ts';
import { type Binding, bind, groupsOf } from './program.ts';

const threads = 64;

type Results = readonly tf.TensorInfo[];

/** The sizes of results that lie end to end, and their sum. */
function measure(results: Results): { sizes: number[]; total: number } {
  const sizes = results.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  return { sizes, total: sizes.reduce((sum, size) => sum + size, 0) };
}

function bindResults(results: Results): Binding[] {
  return results.flatMap((tensor, at) => bind('write', { [`result${at}`]: tensor }));
}

/** WGSL that puts `value` into that result in which place `at` lies. */
function store(results: Results, value: string): string {
  let from = 0;
  const stores = measure(results).sizes.map((size, which) => {
    const one = `if (at < ${from + size}u) { result${which}[at - ${from}u] = ${value}; }`;
    from += size;
    return one;
  });
  return stores.join('\n  else ');
}

/**
 * Adds up the parts of results that lie end to end.
 *
 * @param parts [parts, sum of the results' sizes]
 */
export function sumParts(backend: DeviceBackend, op: string, parts: tf.TensorInfo, results: Results): void {
  const { sizes, total } = measure(results);
  backend.run({
    op,
    bindings: [...bind('read', { parts }), ...bindResults(results)],
    body: `
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let at = id.x;
  if (at >= ${total}u) { return; }
  var sum = 0.0;
  for (var part = 0u; part < ${parts.shape[0]}u; part++) { sum += parts[part * ${total}u + at]; }
  ${store(results, 'sum')}
}`,
    grid: [groupsOf(total, threads), 1, 1],
    sum: { count: parts.shape[0] as number, total, sizes },
  });
}

/** What a product whose sums are split writes to, and how. */
export type ProductTarget = {
  /** WGSL that stores `value` of `row`, `column` and `part`. */
  store: string;
  bindings: Binding[];
  /** To be called when the product has been run. */
  complete(): void;
};

/**
 * The results themselves where a product is not split, else parts that are summed up afterwards.
 *
 * @param columns of the results, which lie end to end row by row
 */
export function productTargetOf(
  backend: DeviceBackend,
  op: string,
  results: Results,
  { parts, columns }: { parts: number; columns: number },
): ProductTarget {
  const place = `row * ${columns}u + column`;
  if (parts <= 1) {
    return {
      store: `let at = ${place};\n  ${store(results, 'value')}`,
      bindings: bindResults(results),
      complete: () => {},
    };
  }
  const { total } = measure(results);
  const summed = backend.allocate([parts, total]);
  return {
    store: `parts[part * ${total}u + ${place}] = value;`,
    bindings: bind('write', { parts: summed }),
    complete() {
      sumParts(backend, op, summed, results);
      backend.release(summed);
    },
  };
}

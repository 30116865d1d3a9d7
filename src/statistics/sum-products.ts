/**
 * Sums of products over the rows: the sides of the normal equations of least squares.
 *
 * @param rows [rows][features]
 * @returns `gram`, [features, features] up to its diagonal, and `products` with the targets, [features]
 */
export function sumProducts(
  rows: readonly Float64Array[],
  targets: Float64Array,
): { gram: Float64Array; products: Float64Array } {
  const size = rows[0].length;
  const gram = new Float64Array(size * size);
  const products = new Float64Array(size);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    for (let i = 0; i < size; i += 1) {
      const own = row[i];
      products[i] += own * targets[at];
      for (let j = 0, to = i * size; j <= i; j += 1, to += 1) gram[to] += own * row[j];
    }
  }
  return { gram, products };
}

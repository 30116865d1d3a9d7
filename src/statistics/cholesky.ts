/**
 * Lower triangle L with L L' = matrix.
 *
 * @param matrix [size, size] row by row, symmetric; only its lower triangle is read
 * @returns [size, size], zeros above the diagonal; null where the matrix is not positive definite
 */
export function factorCholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column];
      for (let at = 0; at < column; at += 1) sum -= lower[row * size + at] * lower[column * size + at];
      if (row !== column) lower[row * size + column] = sum / lower[column * size + column];
      else if (sum <= 0) return null;
      else lower[row * size + row] = Math.sqrt(sum);
    }
  }
  return lower;
}

/** Solves L x = right. @returns [size] */
function solveLower(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const x = right.slice();
  for (let row = 0; row < size; row += 1) {
    let sum = x[row];
    for (let at = 0; at < row; at += 1) sum -= lower[row * size + at] * x[at];
    x[row] = sum / lower[row * size + row];
  }
  return x;
}

/** Solves L L' x = right. @returns [size] */
export function solveCholesky(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const x = solveLower(lower, right);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = x[row];
    for (let at = row + 1; at < size; at += 1) sum -= lower[at * size + row] * x[at];
    x[row] = sum / lower[row * size + row];
  }
  return x;
}

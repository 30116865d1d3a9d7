/** Rows of a matrix to their places in another, and numbers from one type to another. */

/** The longest row, in bytes, that is not worth a call of its own. */
const shortRow: i32 = 128;

/** `rows` rows of `bytes` bytes, a multiple of 4, each `fromStep` and `toStep` bytes after the one before. */
export function copyRows(rows: i32, bytes: i32, from: usize, fromStep: i32, to: usize, toStep: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    if (bytes > shortRow) memory.copy(to, from, bytes as usize);
    else for (let at: i32 = 0; at < bytes; at += 4) store<i32>(to + (at as usize), load<i32>(from + (at as usize)));
    from += fromStep as usize;
    to += toStep as usize;
  }
}

/** x [size], whole numbers, as fractions. */
export function fromWhole(size: i32, x: usize, y: usize): void {
  for (let at: i32 = 0; at < size; at++) {
    store<f32>(y + (at as usize) * 4, load<i32>(x + (at as usize) * 4) as f32);
  }
}

/** x [size], a byte each, as fractions. */
export function fromBool(size: i32, x: usize, y: usize): void {
  for (let at: i32 = 0; at < size; at++) store<f32>(y + (at as usize) * 4, load<u8>(x + (at as usize)) as f32);
}

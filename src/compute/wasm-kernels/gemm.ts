/**
 * Matrix products. The right matrix is packed into panels of eight columns, zeros after the last; tiles of six rows and
 * eight columns are summed up in registers. Strides are in bytes, so that a transpose is only another pair of strides.
 */
import { loadFrom4, loadUpTo4, madd, storeFrom4, storeUpTo4 } from './vector';

const tileRows: i32 = 6;
export const panelWidth: i32 = 8;
export const panelRowBytes: usize = 32;
/** Rows of the left matrix that stay in the first cache while the panels pass by. */
const rowBlock: i32 = 96;
/** Length of the sum that is packed and multiplied at once. */
const depthBlock: i32 = 256;

/** Columns filled up to whole panels. */
// @ts-ignore: decorator
@inline
export function panelColumns(columns: i32): i32 {
  return (columns + 7) & ~7;
}

/**
 * Packs b [depth, columns] into panels, each `panelDepth` rows deep, starting `firstRow` rows into each.
 * Two matrices packed below each other this way make one product of two sums.
 */
export function packPanels(
  depth: i32,
  columns: i32,
  b: usize,
  bRow: usize,
  bColumn: usize,
  panels: usize,
  panelDepth: i32,
  firstRow: i32,
): void {
  for (let column: i32 = 0; column < columns; column += panelWidth) {
    const width = min(panelWidth, columns - column);
    const from = b + (column as usize) * bColumn;
    const to = panels + ((column * panelDepth + firstRow * panelWidth) as usize) * 4;
    if (bColumn == 4) packRows(depth, width, from, bRow, to);
    else if (bRow == 4) packColumns(depth, width, from, bColumn, to);
    else packAny(depth, width, from, bRow, bColumn, to);
  }
}

function packRows(depth: i32, width: i32, b: usize, bRow: usize, to: usize): void {
  for (let k: i32 = 0; k < depth; k++) {
    v128.store(to, loadUpTo4(b, width));
    v128.store(to, loadFrom4(b + 16, width - 4), 16);
    b += bRow;
    to += panelRowBytes;
  }
}

function packColumns(depth: i32, width: i32, b: usize, bColumn: usize, to: usize): void {
  const whole = width == panelWidth ? depth & ~3 : 0;
  for (let k: i32 = 0; k < whole; k += 4) {
    transposeFour(b + (k as usize) * 4, bColumn, to + (k as usize) * panelRowBytes);
    transposeFour(b + (k as usize) * 4 + 4 * bColumn, bColumn, to + (k as usize) * panelRowBytes + 16);
  }
  packAny(depth - whole, width, b + (whole as usize) * 4, 4, bColumn, to + (whole as usize) * panelRowBytes);
}

// @ts-ignore: decorator
@inline
function transposeFour(from: usize, step: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + step);
  const c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step);
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd2 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(to, i64x2.shuffle(ab, cd, 1, 3), 32);
  v128.store(to, i64x2.shuffle(ab2, cd2, 0, 2), 64);
  v128.store(to, i64x2.shuffle(ab2, cd2, 1, 3), 96);
}

function packAny(depth: i32, width: i32, b: usize, bRow: usize, bColumn: usize, to: usize): void {
  for (let k: i32 = 0; k < depth; k++) {
    for (let column: i32 = 0; column < panelWidth; column++) {
      store<f32>(to + (column as usize) * 4, column < width ? load<f32>(b + (column as usize) * bColumn) : 0);
    }
    b += bRow;
    to += panelRowBytes;
  }
}

/**
 * c [rows, columns] = init + a · b, with b packed. `init` has rows `initRow` apart: c itself to add up, one bias with
 * rows 0 apart. A second left matrix a2 [rows, depth2], the sum going on in the same panels, gives init + a · b + a2 · b2;
 * depth2 is 0 without it.
 */
export function multiplyPanels(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  depth2: i32,
  a2: usize,
  a2Row: usize,
  panels: usize,
  panelDepth: i32,
  init: usize,
  initRow: usize,
  c: usize,
  cRow: usize,
): void {
  for (let blockStart: i32 = 0; blockStart < rows; blockStart += rowBlock) {
    const blockEnd = min(blockStart + rowBlock, rows);
    for (let column: i32 = 0; column < columns; column += panelWidth) {
      const panel = panels + ((column * panelDepth) as usize) * 4;
      const offset = (column as usize) * 4;
      const at = blockStart as usize;
      multiplyPanel(
        blockEnd - blockStart, columns - column, depth, a + at * aRow, aRow, aDepth, depth2, a2 + at * a2Row, a2Row, panel,
        init + at * initRow + offset, initRow, c + at * cRow + offset, cRow,
      );
    }
  }
}

/** The tiles of one panel. Of rows that are not there the last one is computed again. */
function multiplyPanel(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  depth2: i32,
  a2: usize,
  a2Row: usize,
  panel: usize,
  init: usize,
  initRow: usize,
  c: usize,
  cRow: usize,
): void {
  for (let rest = rows; rest > 0; rest -= tileRows) {
    const row1 = min(1, rest - 1) as usize;
    const row2 = min(2, rest - 1) as usize;
    const row3 = min(3, rest - 1) as usize;
    const row4 = min(4, rest - 1) as usize;
    const row5 = min(5, rest - 1) as usize;
    let a0 = a;
    let a1 = a + row1 * aRow;
    let a2_ = a + row2 * aRow;
    let a3 = a + row3 * aRow;
    let a4 = a + row4 * aRow;
    let a5 = a + row5 * aRow;
    const width1 = columns - 4;

    let c00: v128;
    let c01: v128;
    let c10: v128;
    let c11: v128;
    let c20: v128;
    let c21: v128;
    let c30: v128;
    let c31: v128;
    let c40: v128;
    let c41: v128;
    let c50: v128;
    let c51: v128;
    if (width1 >= 4) {
      c00 = v128.load(init);
      c01 = v128.load(init, 16);
      c10 = v128.load(init + row1 * initRow);
      c11 = v128.load(init + row1 * initRow, 16);
      c20 = v128.load(init + row2 * initRow);
      c21 = v128.load(init + row2 * initRow, 16);
      c30 = v128.load(init + row3 * initRow);
      c31 = v128.load(init + row3 * initRow, 16);
      c40 = v128.load(init + row4 * initRow);
      c41 = v128.load(init + row4 * initRow, 16);
      c50 = v128.load(init + row5 * initRow);
      c51 = v128.load(init + row5 * initRow, 16);
    } else {
      c00 = loadUpTo4(init, columns);
      c01 = loadFrom4(init + 16, width1);
      c10 = loadUpTo4(init + row1 * initRow, columns);
      c11 = loadFrom4(init + row1 * initRow + 16, width1);
      c20 = loadUpTo4(init + row2 * initRow, columns);
      c21 = loadFrom4(init + row2 * initRow + 16, width1);
      c30 = loadUpTo4(init + row3 * initRow, columns);
      c31 = loadFrom4(init + row3 * initRow + 16, width1);
      c40 = loadUpTo4(init + row4 * initRow, columns);
      c41 = loadFrom4(init + row4 * initRow + 16, width1);
      c50 = loadUpTo4(init + row5 * initRow, columns);
      c51 = loadFrom4(init + row5 * initRow + 16, width1);
    }

    let b = panel;
    let step = aDepth;
    let left = depth;
    let next = depth2;
    while (true) {
      while (left > 0) {
        const b0 = v128.load(b);
        const b1 = v128.load(b, 16);
        let s = v128.load32_splat(a0);
        c00 = madd(s, b0, c00);
        c01 = madd(s, b1, c01);
        s = v128.load32_splat(a1);
        c10 = madd(s, b0, c10);
        c11 = madd(s, b1, c11);
        s = v128.load32_splat(a2_);
        c20 = madd(s, b0, c20);
        c21 = madd(s, b1, c21);
        s = v128.load32_splat(a3);
        c30 = madd(s, b0, c30);
        c31 = madd(s, b1, c31);
        s = v128.load32_splat(a4);
        c40 = madd(s, b0, c40);
        c41 = madd(s, b1, c41);
        s = v128.load32_splat(a5);
        c50 = madd(s, b0, c50);
        c51 = madd(s, b1, c51);
        a0 += step;
        a1 += step;
        a2_ += step;
        a3 += step;
        a4 += step;
        a5 += step;
        b += panelRowBytes;
        left--;
      }
      if (next == 0) break;
      left = next;
      next = 0;
      step = 4;
      a0 = a2;
      a1 = a2 + row1 * a2Row;
      a2_ = a2 + row2 * a2Row;
      a3 = a2 + row3 * a2Row;
      a4 = a2 + row4 * a2Row;
      a5 = a2 + row5 * a2Row;
    }

    if (width1 >= 4) {
      v128.store(c, c00);
      v128.store(c, c01, 16);
      v128.store(c + row1 * cRow, c10);
      v128.store(c + row1 * cRow, c11, 16);
      v128.store(c + row2 * cRow, c20);
      v128.store(c + row2 * cRow, c21, 16);
      v128.store(c + row3 * cRow, c30);
      v128.store(c + row3 * cRow, c31, 16);
      v128.store(c + row4 * cRow, c40);
      v128.store(c + row4 * cRow, c41, 16);
      v128.store(c + row5 * cRow, c50);
      v128.store(c + row5 * cRow, c51, 16);
    } else {
      storeUpTo4(c, c00, columns);
      storeFrom4(c + 16, c01, width1);
      storeUpTo4(c + row1 * cRow, c10, columns);
      storeFrom4(c + row1 * cRow + 16, c11, width1);
      storeUpTo4(c + row2 * cRow, c20, columns);
      storeFrom4(c + row2 * cRow + 16, c21, width1);
      storeUpTo4(c + row3 * cRow, c30, columns);
      storeFrom4(c + row3 * cRow + 16, c31, width1);
      storeUpTo4(c + row4 * cRow, c40, columns);
      storeFrom4(c + row4 * cRow + 16, c41, width1);
      storeUpTo4(c + row5 * cRow, c50, columns);
      storeFrom4(c + row5 * cRow + 16, c51, width1);
    }
    a += (tileRows as usize) * aRow;
    a2 += (tileRows as usize) * a2Row;
    init += (tileRows as usize) * initRow;
    c += (tileRows as usize) * cRow;
  }
}

/** Bytes of scratch that `multiply` needs. */
export function multiplyScratchBytes(columns: i32, depth: i32): i32 {
  return panelColumns(columns) * min(depth, depthBlock) * 4;
}

/** c [rows, columns] = init + a [rows, depth] · b [depth, columns], all by strides in bytes. */
export function multiply(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  init: usize,
  initRow: usize,
  c: usize,
  cRow: usize,
  scratch: usize,
): void {
  for (let from: i32 = 0; from < depth; from += depthBlock) {
    const length = min(depthBlock, depth - from);
    const at = from as usize;
    packPanels(length, columns, b + at * bRow, bRow, bColumn, scratch, length, 0);
    multiplyPanels(
      rows, columns, length, a + at * aDepth, aRow, aDepth, 0, 0, 0, scratch, length, init, initRow, c, cRow,
    );
    init = c;
    initRow = cRow;
  }
}

/** sums [columns] = sums of the columns of a [rows, columns]. */
export function sumColumns(rows: i32, columns: i32, a: usize, sums: usize): void {
  const rowBytes = (columns as usize) * 4;
  memory.fill(sums, 0, rowBytes);
  for (let row: i32 = 0; row < rows; row++) {
    for (let column: i32 = 0; column < columns; column += 4) {
      const offset = (column as usize) * 4;
      const count = columns - column;
      storeUpTo4(
        sums + offset,
        f32x4.add(loadUpTo4(sums + offset, count), loadUpTo4(a + (row as usize) * rowBytes + offset, count)),
        count,
      );
    }
  }
}

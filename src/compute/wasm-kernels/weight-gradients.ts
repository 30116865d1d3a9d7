/** What a layer's weights and biases learn from the gradients of its rows. */
import { multiplyPanels, packPanels, panelColumns, panelRowBytes, panelWidth } from './gemm';
import { loadFrom4, loadUpTo4, storeFrom4, storeUpTo4 } from './vector';

/** Rows that are worked through at once, so that they stay in the second cache meanwhile. */
export const blockRows: i32 = 256;

export function weightGradientsScratchBytes(outputs: i32): i32 {
  return panelColumns(outputs) * blockRows * 4;
}

/**
 * dKernel [inputs, outputs] += xᵀ · dz and, where dBias [outputs] is not 0, dBias += the sums of dz over its rows;
 * x [rows, inputs], dz [rows, outputs].
 */
export function addWeightGradients(
  rows: i32,
  inputs: i32,
  outputs: i32,
  x: usize,
  dz: usize,
  dKernel: usize,
  dBias: usize,
  scratch: usize,
): void {
  const inRow = (inputs as usize) * 4;
  const outRow = (outputs as usize) * 4;
  for (let row: i32 = 0; row < rows; row += blockRows) {
    const count = min(blockRows, rows - row);
    packPanels(count, outputs, dz + (row as usize) * outRow, outRow, 4, scratch, count, 0);
    if (dBias != 0) addPanelSums(count, outputs, scratch, dBias);
    multiplyPanels(
      inputs, outputs, count, x + (row as usize) * inRow, 4, inRow, 0, 0, 0, scratch, count,
      dKernel, outRow, dKernel, outRow,
    );
  }
}

/** The same, whatever dKernel and dBias were before. */
export function findWeightGradients(
  rows: i32,
  inputs: i32,
  outputs: i32,
  x: usize,
  dz: usize,
  dKernel: usize,
  dBias: usize,
  scratch: usize,
): void {
  const outRow = (outputs as usize) * 4;
  memory.fill(dKernel, 0, (inputs as usize) * outRow);
  if (dBias != 0) memory.fill(dBias, 0, outRow);
  addWeightGradients(rows, inputs, outputs, x, dz, dKernel, dBias, scratch);
}

/** sums [columns] += the sums of the columns packed in `panels`, which are `depth` rows deep. */
function addPanelSums(depth: i32, columns: i32, panels: usize, sums: usize): void {
  for (let column: i32 = 0; column < columns; column += panelWidth) {
    const left = columns - column;
    const sums1 = sums + 16;
    let sum0 = loadUpTo4(sums, left);
    let sum1 = loadFrom4(sums1, left - 4);
    for (let k: i32 = 0; k < depth; k++) {
      sum0 = f32x4.add(sum0, v128.load(panels));
      sum1 = f32x4.add(sum1, v128.load(panels, 16));
      panels += panelRowBytes;
    }
    storeUpTo4(sums, sum0, left);
    storeFrom4(sums1, sum1, left - 4);
    sums += panelRowBytes;
  }
}

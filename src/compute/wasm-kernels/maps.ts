/** The functions of vector.ts over whole arrays, for the test of their accuracy. */
import { exp4, loadUpTo4, sigmoid4, storeUpTo4, tanh4 } from './vector';

export function mapExp(size: i32, x: usize, y: usize): void {
  for (let at: i32 = 0; at < size; at += 4) {
    const offset = (at as usize) * 4;
    storeUpTo4(y + offset, exp4(loadUpTo4(x + offset, size - at)), size - at);
  }
}

export function mapTanh(size: i32, x: usize, y: usize): void {
  for (let at: i32 = 0; at < size; at += 4) {
    const offset = (at as usize) * 4;
    storeUpTo4(y + offset, tanh4(loadUpTo4(x + offset, size - at)), size - at);
  }
}

export function mapSigmoid(size: i32, x: usize, y: usize): void {
  for (let at: i32 = 0; at < size; at += 4) {
    const offset = (at as usize) * 4;
    storeUpTo4(y + offset, sigmoid4(loadUpTo4(x + offset, size - at)), size - at);
  }
}

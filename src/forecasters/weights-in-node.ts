import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @param root the project's folder */
export async function readWeightsInNode(root = process.cwd()): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(root, 'src/forecasters/pretrained/dropcast-1.weights')));
}

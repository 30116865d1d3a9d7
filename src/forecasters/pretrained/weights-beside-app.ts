/** Where a browser finds the weights: beside the app, on its own origin, under a name that changes with them. */
import address from './dropcast-1.weights?url';

const absolute = new URL(address, import.meta.url).href;

/** @throws {Error} where the server has no such file, or cannot be reached */
export async function fetchWeights(): Promise<Uint8Array> {
  const response = await fetch(absolute);
  if (!response.ok) throw new Error(`${absolute}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

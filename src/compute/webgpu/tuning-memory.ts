/**
 * What tuning found, remembered between visits. An entry is a number under the hash of an adapter's name and of the shaders
 * that were compared, so it holds nothing of the data, and another adapter or another version of a shader asks anew.
 */

const cacheName = 'dropcast-tuning';
const mostEntries = 1000;

async function addressOf(adapter: string, shaders: readonly string[]): Promise<string> {
  const text = JSON.stringify([adapter, ...shaders]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const name = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return new URL(`/${cacheName}/${name}`, location.origin).href;
}

/** The place of the fastest of these shaders; null where that is not known, or the browser forbids storage. */
export async function recallFastest(adapter: string, shaders: readonly string[]): Promise<number | null> {
  try {
    const cache = await caches.open(cacheName);
    const entry = await cache.match(await addressOf(adapter, shaders));
    const place = entry ? Number(await entry.text()) : Number.NaN;
    return Number.isInteger(place) && place >= 0 && place < shaders.length ? place : null;
  } catch {
    return null;
  }
}

/** Keeps that place; silently not, where the browser forbids it. */
export async function rememberFastest(adapter: string, shaders: readonly string[], place: number): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    const entries = await cache.keys();
    if (entries.length >= mostEntries) await Promise.all(entries.map((entry) => cache.delete(entry)));
    await cache.put(await addressOf(adapter, shaders), new Response(String(place)));
  } catch {
    // It is found out again on the next visit.
  }
}

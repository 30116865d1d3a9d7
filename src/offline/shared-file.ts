/**
 * A file that another app hands to the installed page by the system's "Share": the service worker puts it by, and the page that
 * opens then takes it. It never leaves the device: what the manifest names as the address is answered by the service worker alone.
 */
const shareAddress = 'share';
const fieldName = 'file';
const mark = 'shared';

type Surroundings = { caches: CacheStorage /** The folder of the page. */; scope: string };

function placeOf(scope: string): { cacheName: string; address: string } {
  return { cacheName: `shared to dropcast ${new URL(scope).pathname}`, address: new URL(shareAddress, scope).href };
}

/** In the service worker: answers the request that brings a shared file with the page that takes it; null for any other request. */
export function answerShared(
  request: Pick<Request, 'method' | 'url' | 'formData'>,
  { caches, scope }: Surroundings,
): Promise<Response> | null {
  const { cacheName, address } = placeOf(scope);
  if (request.method !== 'POST' || request.url !== address) return null;
  return (async () => {
    const page = new URL(scope);
    const file = await request.formData().then(
      (form) => form.get(fieldName),
      () => null,
    );
    if (file instanceof File) {
      const headers = { 'x-name': encodeURIComponent(file.name) };
      await (await caches.open(cacheName)).put(address, new Response(file, { headers }));
      page.searchParams.set(mark, '');
    }
    return Response.redirect(page.href, 303);
  })();
}

/** In the page: whether its address says that a file was shared to it. */
export function isShared(query: string): boolean {
  return new URLSearchParams(query).has(mark);
}

/** An address without that. */
export function withoutShared(address: string): string {
  const url = new URL(address);
  url.searchParams.delete(mark);
  return url.href;
}

/** In the page: takes the file that was put by, which is then no longer kept there; null where there is none. */
export async function takeShared({ caches, scope }: Surroundings): Promise<{ name: string; blob: Blob } | null> {
  const { cacheName, address } = placeOf(scope);
  const found = await (await caches.open(cacheName)).match(address);
  const file = found && { name: decodeURIComponent(found.headers.get('x-name') ?? ''), blob: await found.blob() };
  await caches.delete(cacheName);
  return file ?? null;
}

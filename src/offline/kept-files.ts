/**
 * The files of one build of the page, kept in the browser so that it works without a connection, and how requests for them are
 * answered. Nothing but these files is ever asked for, from the page's own origin, by GET, and no redirect is followed: a service
 * worker is not bound by the security policy of its page.
 */

export type Build = {
  /** Another one where any file is another. */
  version: string;
  /** Addresses from the folder of the page; the page itself is the empty one. */
  files: readonly string[];
};

/** What the service worker has of its surroundings. */
export type Surroundings = {
  caches: CacheStorage;
  fetch: typeof fetch;
  /** The folder of the page. */
  scope: string;
};

/** How long a file that may have changed is waited for where an earlier one is kept. */
const mostMsFresh = 5000;

/** Whether a file has another name whenever it is another. */
function isNamedByContent(file: string): boolean {
  return file.startsWith('assets/');
}

export type KeptFiles = {
  /** Fetches what is not kept yet. @throws {Error} where a file cannot be had; then none is kept */
  fill(): Promise<void>;
  /** Lets go of the files of builds long gone; those of the one before this stay, as its pages may still be open. */
  tidy(): Promise<void>;
  /** Answers a request; null for whatever is none of these files, which the browser does as if this were not there. */
  answer(request: Pick<Request, 'method' | 'url' | 'mode'>): Promise<Response> | null;
};

export function createKeptFiles({ version, files }: Build, { caches, fetch, scope }: Surroundings): KeptFiles {
  const prefix = `dropcast ${new URL(scope).pathname} `;
  const name = `${prefix}${version}`;
  const addressOf = (file: string) => new URL(file, scope).href;

  async function ownCaches(): Promise<string[]> {
    return (await caches.keys()).filter((key) => key.startsWith(prefix));
  }

  /** A file as this build kept it, else as another one did. */
  async function findKept(file: string): Promise<Response | undefined> {
    const others = (await ownCaches()).filter((key) => key !== name).reverse();
    for (const key of [name, ...others]) {
      const found = await (await caches.open(key)).match(addressOf(file), { ignoreVary: true });
      if (found) return found;
    }
    return undefined;
  }

  function fetchFile(file: string, cache: RequestCache): Promise<Response> {
    return fetch(addressOf(file), { cache, redirect: 'error', credentials: 'same-origin' });
  }

  async function fetchFresh(file: string): Promise<Response> {
    const kept = await findKept(file);
    if (!kept) return fetchFile(file, 'default');
    const late = new Promise<Response>((done) => setTimeout(() => done(kept), mostMsFresh));
    const fresh = fetchFile(file, 'default').then((response) => (response.ok ? response : kept));
    return Promise.race([fresh.catch(() => kept), late]);
  }

  return {
    async fill() {
      const cache = await caches.open(name);
      try {
        // One after another: the page comes first on a slow line.
        for (const file of files) {
          if (await cache.match(addressOf(file))) continue;
          const known = isNamedByContent(file) ? await findKept(file) : undefined;
          const response = known ?? (await fetchFile(file, isNamedByContent(file) ? 'force-cache' : 'no-cache'));
          if (!response.ok) throw new Error(`${file}: ${response.status}`);
          await cache.put(addressOf(file), response);
        }
      } catch (error) {
        await caches.delete(name);
        throw error;
      }
    },

    async tidy() {
      const old = (await ownCaches()).filter((key) => key !== name).slice(0, -1);
      await Promise.all(old.map((key) => caches.delete(key)));
    },

    answer({ method, url, mode }) {
      const { origin, pathname } = new URL(url);
      const folder = new URL(scope);
      if (method !== 'GET' || origin !== folder.origin || !pathname.startsWith(folder.pathname)) return null;
      const path = pathname.slice(folder.pathname.length);
      const file = path === 'index.html' ? '' : path;
      if (isNamedByContent(file)) return findKept(file).then((kept) => kept ?? fetchFile(file, 'default'));
      if (!files.includes(file) || (mode === 'navigate' && file !== '' && file !== 'licences.txt')) return null;
      return fetchFresh(file);
    },
  };
}

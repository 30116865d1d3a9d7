/**
 * Keeps what is open as it comes, so that a reload, a crash or a closed tab loses nothing. Whatever goes wrong here is said and
 * changes nothing else: the page works on.
 */
import type { AnalysisId } from '../../analyses/list.ts';
import { type PreferenceStore, readKeeping, rememberKeeping } from '../preferences.ts';
import { sizeOf } from '../run-shelf.ts';
import type { Candidate } from '../shown.ts';
import { type KeepingState, type KeptFile, type KeptPiece, type KeptWork, selectionOf } from './kept.ts';
import type { Change, KeptStore } from './kept-store.ts';

export type Keeper = {
  /** Looks at what is kept of earlier visits. */
  look(): Promise<void>;
  /** What is shown now; from here on its file is kept. */
  note(candidate: Candidate, analysis: AnalysisId, seriesCount: number | null): void;
  /** Keeps a piece of work on a file that was noted, in the place of the one of that name; null lets it go. */
  keep(candidate: Candidate, piece: Omit<KeptPiece, 'selection'>): void;
  /** What is kept of a file, which is this tab's from now on; null where it is gone. */
  open(id: string): Promise<KeptWork | null>;
  /**
   * The work on the file kept last whose columns are these, which is this tab's from now on; without its pieces where it was already.
   *
   * @param but is not asked for
   * @returns null where there is none that no other tab has
   */
  openLike(fingerprint: string, but: Blob): Promise<KeptWork | null>;
  /** All there is of an open file, whether it is kept or not; null where it was never noted. */
  collect(blob: Blob): Promise<KeptWork | null>;
  /** Takes work that came from elsewhere as that of an open file. */
  adopt(work: KeptWork): void;
  /** A run of a file came to its end. */
  noteRun(candidate: Candidate, endedAtMs: number): void;
  /** Deletes everything, or one file. What is open stays open, and is kept no more. */
  forget(id?: string): Promise<void>;
  /** Keeps nothing from now on, and deletes what is kept; or keeps again what is opened. */
  setOn(isOn: boolean): Promise<void>;
  /** Writes at once what waits to be written. */
  flush(): Promise<void>;
};

export type KeeperOptions = {
  openStore: () => Promise<KeptStore>;
  preferences: PreferenceStore;
  /** How much the browser would let the page keep, in bytes; null where it does not say. */
  quota: () => Promise<number | null>;
  holdFile: (id: string) => void;
  filesHeld: () => Promise<Set<string>>;
  /** Told of every change. */
  change: (state: Partial<KeepingState>) => void;
};

/** Where nothing is kept at all. */
export const noKeeper: Keeper = {
  look: async () => {},
  note: () => {},
  keep: () => {},
  open: async () => null,
  openLike: async () => null,
  collect: async () => null,
  adopt: () => {},
  noteRun: () => {},
  forget: async () => {},
  setOn: async () => {},
  flush: async () => {},
};

const mostFiles = 12;
const mostBytes = 1e9;
/** Of what the browser grants. */
const mostShare = 0.3;
/** What comes in within this time is written together. */
const waitMs = 500;

/** A file that this tab keeps. */
type Own = {
  file: Omit<KeptFile, 'isOpenElsewhere'>;
  blob: Blob;
  isWritten: boolean;
  /** Whether it is not to be written: it was deleted, is too large, or nothing is kept. */
  isLeft: boolean;
  /** Bytes of its pieces, by key. */
  sizes: Map<string, number>;
  /** What has not been written; where nothing is kept, all there is. */
  pending: Map<string, Change['pieces'][number]>;
  isChanged: boolean;
};

const keyOf = (analysis: string, name: string) => `${analysis} ${name}`;

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

export function createKeeper(options: KeeperOptions): Keeper {
  const { preferences, change } = options;
  const owned = new Map<Blob, Own>();
  let store: Promise<KeptStore> | null = null;
  let isOn = readKeeping(preferences);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  /** What is shown. */
  let front: Blob | null = null;

  /** One after another; what goes wrong is said. */
  function inTurn<Output>(work: (store: KeptStore) => Promise<Output>): Promise<Output | null> {
    const done = last.then(async () => {
      try {
        store ??= options.openStore();
        return await work(await store);
      } catch (error) {
        change({ state: isFull(error) ? 'full' : 'refused' });
        return null;
      }
    });
    last = done;
    return done;
  }

  function ownOf(blob: Blob | null): Own | null {
    return (blob && owned.get(blob)) ?? null;
  }

  function idsOwned(): Set<string> {
    return new Set([...owned.values()].map(({ file }) => file.id));
  }

  async function list(from: KeptStore): Promise<void> {
    const own = idsOwned();
    const held = await options.filesHeld();
    const files = (await from.list()).toSorted((a, b) => b.changedAtMs - a.changedAtMs);
    change({
      files: files.map((file) => ({ ...file, isOpenElsewhere: held.has(file.id) && !own.has(file.id) })),
      openId: ownOf(front)?.file.id ?? null,
    });
  }

  /** Makes room for so many bytes more by letting go of the oldest that no tab has open. @returns whether there is room */
  async function makeRoom(from: KeptStore, bytes: number, isForced = false): Promise<boolean> {
    const quota = await options.quota();
    const limit = Math.min(mostBytes, quota === null ? mostBytes : quota * mostShare);
    if (bytes > limit) return false;
    const held = await options.filesHeld();
    const own = idsOwned();
    const files = (await from.list()).toSorted((a, b) => a.changedAtMs - b.changedAtMs);
    let [sum, count] = [files.reduce((total, file) => total + file.bytes, 0), files.length];
    const gone: string[] = [];
    for (const { id, bytes: size } of files) {
      const isEnough = sum + bytes <= limit && count < mostFiles && !(isForced && gone.length === 0);
      if (isEnough) break;
      if (held.has(id) || own.has(id)) continue;
      gone.push(id);
      sum -= size;
      count -= 1;
    }
    if (gone.length > 0) await from.delete(gone);
    return !isForced || gone.length > 0;
  }

  async function writeOwn(to: KeptStore, own: Own): Promise<void> {
    const pending = new Map(own.pending);
    const pieces = [...pending.values()];
    for (const { analysis, name, piece } of pieces) {
      if (piece) own.sizes.set(keyOf(analysis, name), sizeOf(piece.value));
      else own.sizes.delete(keyOf(analysis, name));
    }
    own.isChanged = false;
    const bytes = own.blob.size + [...own.sizes.values()].reduce((sum, size) => sum + size, 0);
    const file = { ...own.file, bytes, changedAtMs: Date.now() };
    if (!own.isWritten && !(await makeRoom(to, bytes))) {
      own.isLeft = true;
      return change({ state: 'too-large' });
    }
    const write = () => to.write({ file, blob: own.isWritten ? null : own.blob, pieces });
    const isThere = await write().catch(async (error) => {
      // Less room than the browser had said.
      if (!isFull(error) || !(await makeRoom(to, 0, true))) throw error;
      return write();
    });
    own.isWritten = isThere;
    own.isLeft = !isThere;
    if (!isThere) return;
    // What has come meanwhile waits for the next time.
    for (const [key, written] of pending) if (own.pending.get(key) === written) own.pending.delete(key);
    change({ state: 'on' });
  }

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!isOn) return;
    await inTurn(async (to) => {
      let isAny = false;
      for (const own of owned.values()) {
        if (!isOn || own.isLeft || (!own.isChanged && own.pending.size === 0)) continue;
        isAny = true;
        await writeOwn(to, own);
      }
      if (isAny) await list(to);
    });
  }

  function flushSoon(): void {
    timer ??= setTimeout(() => void flush(), waitMs);
  }

  function adopt(file: Own['file'], blob: Blob, isWritten: boolean): Own {
    const own: Own = {
      file,
      blob,
      isWritten,
      isLeft: false,
      sizes: new Map(),
      pending: new Map(),
      isChanged: !isWritten,
    };
    owned.set(blob, own);
    options.holdFile(file.id);
    return own;
  }

  async function open(from: KeptStore, id: string): Promise<KeptWork | null> {
    const file = (await from.list()).find((one) => one.id === id);
    const found = file ? await from.read(id) : null;
    if (!file || !found) {
      await list(from);
      return null;
    }
    const own = adopt(file, found.blob, true);
    for (const { analysis, name, value } of found.pieces) own.sizes.set(keyOf(analysis, name), sizeOf(value));
    return { file: { ...file, isOpenElsewhere: false }, ...found };
  }

  /** Deletes one file or all; what is open stays as it is on the page. */
  async function remove(from: KeptStore, id?: string): Promise<void> {
    for (const own of owned.values()) {
      if (id !== undefined && own.file.id !== id) continue;
      own.isLeft = true;
      for (const piece of (own.isWritten && (await from.read(own.file.id))?.pieces) || []) {
        const key = keyOf(piece.analysis, piece.name);
        if (!own.pending.has(key)) own.pending.set(key, { analysis: piece.analysis, name: piece.name, piece });
      }
      own.isWritten = false;
    }
    await from.delete(id === undefined ? (await from.list()).map((file) => file.id) : [id]);
    await list(from);
  }

  return {
    flush,

    async look() {
      if (!isOn) return change({ state: 'off' });
      await inTurn(async (from) => {
        await list(from);
        change({ state: 'on' });
      });
    },

    note(candidate, analysis, seriesCount) {
      const { blob, name } = candidate.source;
      front = blob;
      const now = { selection: selectionOf(candidate), analysis, seriesCount };
      const known = owned.get(blob);
      if (known) {
        known.file = { ...known.file, ...now };
        known.isChanged = true;
      } else {
        const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
        adopt({ id, name, bytes: blob.size, changedAtMs: Date.now(), runEndedAtMs: null, ...now }, blob, false);
      }
      flushSoon();
    },

    keep(candidate, { analysis, version, name, value }) {
      const own = ownOf(candidate.source.blob);
      if (!own) return;
      const key = keyOf(analysis, name);
      const piece = value === null ? null : { analysis, version, name, value, selection: selectionOf(candidate) };
      own.pending.set(key, { analysis, name, piece });
      flushSoon();
    },

    async collect(blob) {
      const own = ownOf(blob);
      if (!own) return null;
      const written = own.isWritten ? await inTurn((from) => from.read(own.file.id)) : null;
      const pieces = new Map(written?.pieces.map((piece) => [keyOf(piece.analysis, piece.name), piece]));
      for (const [key, { piece }] of own.pending) {
        if (piece) pieces.set(key, piece);
        else pieces.delete(key);
      }
      return { file: { ...own.file, isOpenElsewhere: false }, blob, pieces: [...pieces.values()] };
    },

    adopt(work) {
      const { isOpenElsewhere: _elsewhere, ...file } = work.file;
      const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const own = adopt({ ...file, id }, work.blob, false);
      for (const piece of work.pieces) {
        const { analysis, name } = piece;
        own.pending.set(keyOf(analysis, name), { analysis, name, piece });
      }
    },

    noteRun(candidate, endedAtMs) {
      const own = ownOf(candidate.source.blob);
      if (!own) return;
      own.file = { ...own.file, runEndedAtMs: Math.max(endedAtMs, own.file.runEndedAtMs ?? 0) };
      own.isChanged = true;
    },

    open: (id) => inTurn((from) => open(from, id)),

    openLike: async (fingerprint, but) =>
      isOn
        ? inTurn(async (from) => {
            const held = await options.filesHeld();
            const own = new Map([...owned.values()].map((one) => [one.file.id, one]));
            const file = (await from.list())
              .filter(({ id, selection }) => selection.file.fingerprint === fingerprint && id !== ownOf(but)?.file.id)
              .toSorted((a, b) => b.changedAtMs - a.changedAtMs)
              .find(({ id }) => own.has(id) || !held.has(id));
            const mine = file && own.get(file.id);
            if (mine) return { file: { ...mine.file, isOpenElsewhere: false }, blob: mine.blob, pieces: [] };
            return file ? open(from, file.id) : null;
          })
        : null,

    forget: async (id) => {
      await inTurn((from) => remove(from, id));
    },

    async setOn(wanted) {
      isOn = wanted;
      rememberKeeping(preferences, wanted);
      change({ state: wanted ? 'on' : 'off' });
      if (!wanted) return void (await inTurn((from) => remove(from)));
      for (const own of owned.values()) own.isLeft = false;
      await flush();
    },
  };
}

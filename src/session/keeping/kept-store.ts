/** Where work is kept: a database of this browser, on this machine. */
import { type DBSchema, openDB } from 'idb';
import type { KeptFile, KeptPiece, KeptWork } from './kept.ts';

type StoredFile = Omit<KeptFile, 'isOpenElsewhere'>;
type PieceKey = [file: string, analysis: string, name: string];

interface Schema extends DBSchema {
  files: { key: string; value: StoredFile };
  blobs: { key: string; value: Blob };
  pieces: { key: PieceKey; value: KeptPiece };
}

/** Pieces to write, null for those to be let go. */
export type Change = {
  file: StoredFile;
  /** Where the file is new. */
  blob: Blob | null;
  pieces: { analysis: string; name: string; piece: KeptPiece | null }[];
};

export type KeptStore = {
  list(): Promise<StoredFile[]>;
  /** Writes all or nothing. @returns false where the file was deleted meanwhile, by another tab: then nothing is written */
  write(change: Change): Promise<boolean>;
  /** Null where it is gone. */
  read(id: string): Promise<Omit<KeptWork, 'file'> | null>;
  delete(ids: readonly string[]): Promise<void>;
};

const ofFile = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** @throws {Error} where the browser has no such storage, or refuses it */
export async function openKeptStore(): Promise<KeptStore> {
  const database = await openDB<Schema>('dropcast', 1, {
    upgrade(created) {
      created.createObjectStore('files', { keyPath: 'id' });
      created.createObjectStore('blobs');
      created.createObjectStore('pieces');
    },
    // Another tab has a newer page: it may have the database.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  const stores = ['files', 'blobs', 'pieces'] as const;

  return {
    list: () => database.getAll('files'),

    async write({ file, blob, pieces }) {
      const change = database.transaction(stores, 'readwrite');
      // Its failure comes out of what is awaited last.
      const done = change.done;
      done.catch(() => {});
      if (!blob && (await change.objectStore('files').getKey(file.id)) === undefined) {
        await done;
        return false;
      }
      const writes: Promise<unknown>[] = [change.objectStore('files').put(file)];
      if (blob) writes.push(change.objectStore('blobs').put(blob, file.id));
      for (const { analysis, name, piece } of pieces) {
        const key: PieceKey = [file.id, analysis, name];
        writes.push(piece ? change.objectStore('pieces').put(piece, key) : change.objectStore('pieces').delete(key));
      }
      await Promise.all(writes);
      await done;
      return true;
    },

    async read(id) {
      const [blob, pieces] = await Promise.all([database.get('blobs', id), database.getAll('pieces', ofFile(id))]);
      return blob ? { blob, pieces } : null;
    },

    async delete(ids) {
      const change = database.transaction(stores, 'readwrite');
      const done = change.done;
      done.catch(() => {});
      await Promise.all(
        ids.flatMap((id) => [
          change.objectStore('files').delete(id),
          change.objectStore('blobs').delete(id),
          change.objectStore('pieces').delete(ofFile(id)),
        ]),
      );
      await done;
    },
  };
}

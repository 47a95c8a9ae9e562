import { indexedDB } from "fake-indexeddb";
import {
  type Connection,
  completionOf,
  resultOf,
} from "../../../../src/adapters/matrix/store/indexed-db.ts";

/** Opens a database, made with one object store "note" whose keys are given. */
export async function openNotes(name: string): Promise<Connection> {
  const request = indexedDB.open(name, 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore("note"));
  return resultOf(request);
}

/** @returns once IndexedDB says that the note is stored */
export async function writeNote(notes: Connection, key: string, text: unknown): Promise<void> {
  const transaction = notes.transaction("note", "readwrite");
  transaction.objectStore("note").put(text, key);
  await completionOf(transaction);
}

interface StoreDump {
  readonly records: readonly StoredRecord[];
}

interface StoredRecord {
  readonly key: unknown;
  readonly primaryKey: unknown;
  readonly value: unknown;
}

/** Reads all that can be read of a database; undefined when there is none. */
export async function dump(name: string) {
  const there = await indexedDB.databases();
  if (!there.some((database: { readonly name: string }) => database.name === name)) return;
  const connection = await resultOf<typeof indexedDB>(indexedDB.open(name));
  const stores: Record<string, StoreDump> = {};
  for (const storeName of connection.objectStoreNames) {
    const store = connection.transaction(storeName).objectStore(storeName);
    const indexes = [];
    for (const indexName of store.indexNames) {
      const index = store.index(indexName);
      const { keyPath, unique, multiEntry } = index;
      indexes.push({ indexName, keyPath, unique, multiEntry, records: await recordsOf(index) });
    }
    const { keyPath, autoIncrement } = store;
    stores[storeName] = { ...{ keyPath, autoIncrement, indexes }, records: await recordsOf(store) };
  }
  connection.close();
  return { version: connection.version, stores };
}

async function recordsOf(source: typeof indexedDB): Promise<readonly StoredRecord[]> {
  const records = await resultOf<readonly StoredRecord[]>(source.getAllRecords());
  return records.map(({ key, primaryKey, value }) => ({ key, primaryKey, value }));
}

/** @returns keys and texts, as one opens the database anew */
export async function notesIn(name: string): Promise<unknown> {
  const found = await dump(name);
  return (
    found &&
    Object.fromEntries(found.stores.note?.records.map(({ key, value }) => [key, value]) ?? [])
  );
}

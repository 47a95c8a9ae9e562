import { indexedDB } from "fake-indexeddb";
import { IndexedDBStore } from "matrix-js-sdk";
import type { CryptoStore } from "../store/open-crypto-store.ts";

/** Names of databases all begin so: the package gives no other choice for one of them. */
const begin = "matrix-js-sdk:";

/** Where the encryption keeps its databases. @param name tells accounts in one process apart */
export const cryptoPrefix = (name: string): string => `${begin}${name}`;

/** Whether a database is of an account: its rooms and position, or its keys. */
export function keepsDatabase(name: string, database: string): boolean {
  return database === `${begin}${name}` || database.startsWith(`${begin}${name}::`);
}

/** Keeps rooms and position when it is told to, and at no other time: only then has all before the position been taken. */
class SavedStore extends IndexedDBStore {
  override wantsSave(): boolean {
    return false;
  }
}

export function createSavedStore(name: string): IndexedDBStore {
  return new SavedStore({ indexedDB, dbName: name });
}

/** Saves rooms and position in one piece. */
export async function saveAll(saved: IndexedDBStore, { hold }: Pick<CryptoStore, "hold">) {
  const release = hold();
  try {
    await saved.save(true);
  } finally {
    release();
  }
}

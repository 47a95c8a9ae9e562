import * as api from "fake-indexeddb";
import type {
  Connection,
  Cursor,
  ObjectStore,
  RawDatabase,
  Request,
  Transaction,
} from "./indexed-db.ts";

export interface TouchedKey {
  readonly store: string;
  readonly key: unknown;
}

/**
 * Hears of each change to the databases it keeps once IndexedDB holds it for good, and before whoever made the change.
 * Nothing here may throw: IndexedDB has no place for that, and the process would end.
 */
export interface Keeper {
  keeps(database: string): boolean;
  /** A transaction is complete; what stands under these keys may be new, or gone. */
  changed(database: RawDatabase, touched: readonly TouchedKey[]): void;
  /** The database has another version, and maybe other stores and records. */
  reshaped(database: RawDatabase): void;
  removed(database: string): void;
}

const keepers = new Set<Keeper>();

/** The transactions under way in which somebody keeps what they write, each with the keys that it has touched so far. */
const touchedIn = new WeakMap<Transaction, TouchedKey[]>();

let provided = false;

/**
 * Makes the names of IndexedDB global, as the crypto layer needs them, and hears of what is done with it; once in a
 * process, however often it is called.
 */
export function provideIndexedDb(): void {
  if (provided) return;
  provided = true;
  const names = Object.entries(api).filter(([name]) => /^(IDB|indexedDB)/.test(name));
  Object.assign(globalThis, Object.fromEntries(names));
  hookPrototypes(api);
}

/** @returns ends it */
export function watchDatabases(keeper: Keeper): () => void {
  keepers.add(keeper);
  return () => void keepers.delete(keeper);
}

export function keeperOf(database: string): Keeper | undefined {
  return keepers.values().find((keeper) => keeper.keeps(database));
}

function hookPrototypes({ IDBCursor, IDBDatabase, IDBFactory, IDBObjectStore }: typeof api): void {
  hook(IDBFactory.prototype, "deleteDatabase", (call: () => Request<undefined>, _, [name]) => {
    const request = call();
    const database = String(name);
    request.addEventListener("success", () => keeperOf(database)?.removed(database));
    return request;
  });
  hook(IDBDatabase.prototype, "transaction", watchTransaction);
  for (const name of ["put", "add"]) hook(IDBObjectStore.prototype, name, watchPut);
  for (const name of ["delete", "clear"]) hook(IDBObjectStore.prototype, name, watchDelete);
  for (const name of ["update", "delete"]) hook(IDBCursor.prototype, name, watchCursor);
}

function hook<Self, Result>(
  prototype: Record<string, (this: Self, ...given: readonly unknown[]) => Result>,
  name: string,
  around: (call: () => Result, self: Self, given: readonly unknown[]) => Result,
): void {
  const original = prototype[name];
  if (original === undefined) throw new Error(`IndexedDB has no ${name}`);
  prototype[name] = function (...given) {
    return around(() => Reflect.apply(original, this, given), this, given);
  };
}

/** Its own listener comes first: nobody else can have the transaction before it is returned. */
function watchTransaction(call: () => Transaction, connection: Connection): Transaction {
  const transaction = call();
  const keeper = keeperOf(connection.name);
  const database = connection._rawDatabase;
  if (keeper === undefined || transaction.mode === "readonly") return transaction;
  if (transaction.mode === "versionchange") {
    transaction.addEventListener("complete", () => keeper.reshaped(database));
    return transaction;
  }
  const touched: TouchedKey[] = [];
  touchedIn.set(transaction, touched);
  transaction.addEventListener("complete", () => {
    if (touched.length > 0) keeper.changed(database, touched);
  });
  return transaction;
}

function watchPut(call: () => Request<unknown>, store: ObjectStore): Request<unknown> {
  const request = call();
  const touched = touchedIn.get(store.transaction);
  request.addEventListener("success", () =>
    touched?.push({ store: store.name, key: request.result }),
  );
  return request;
}

/** What a range takes away is only known when its turn comes, so the keys are asked for right before. */
function watchDelete(
  call: () => Request<undefined>,
  store: ObjectStore,
  [query]: readonly unknown[],
): Request<undefined> {
  const touched = touchedIn.get(store.transaction);
  if (touched !== undefined) {
    const standing = store.getAllKeys(query);
    standing.addEventListener("success", () => {
      for (const key of standing.result) touched.push({ store: store.name, key });
    });
  }
  return call();
}

function watchCursor(call: () => Request<unknown>, cursor: Cursor): Request<unknown> {
  const request = call();
  const { primaryKey: key, source } = cursor;
  const store = "objectStore" in source ? source.objectStore : source;
  touchedIn.get(store.transaction)?.push({ store: store.name, key });
  return request;
}

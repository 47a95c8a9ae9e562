import { indexedDB } from "fake-indexeddb";

/** The parts of IndexedDB that are used here: the compiler knows their names for browsers only. */
export interface Request<Result> {
  readonly result: Result;
  readonly error: unknown;
  addEventListener(type: "success" | "error" | "upgradeneeded", listener: () => void): void;
}

export interface Transaction {
  readonly mode: "readonly" | "readwrite" | "versionchange";
  readonly error: unknown;
  objectStore(name: string): ObjectStore;
  addEventListener(type: "complete" | "abort", listener: () => void): void;
}

export interface ObjectStore {
  readonly name: string;
  readonly transaction: Transaction;
  put(value: unknown, key?: unknown): Request<unknown>;
  getAllKeys(query: unknown): Request<readonly unknown[]>;
  createIndex(name: string, keyPath: KeyPath, options: Omit<IndexShape, "name" | "keyPath">): void;
}

export interface Cursor {
  readonly primaryKey: unknown;
  readonly source: ObjectStore | { readonly objectStore: ObjectStore };
}

export interface Connection {
  readonly name: string;
  /** Internal to fake-indexeddb: the database itself, without asking for a transaction. */
  readonly _rawDatabase: RawDatabase;
  createObjectStore(
    name: string,
    options: { readonly keyPath: KeyPath | null; readonly autoIncrement: boolean },
  ): ObjectStore;
  transaction(store: string, mode: "readwrite"): Transaction;
  close(): void;
  addEventListener(type: "close", listener: () => void): void;
}

export type KeyPath = string | readonly string[];

export interface IndexShape {
  readonly name: string;
  readonly keyPath: KeyPath;
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

export interface RawStore {
  readonly keyPath: KeyPath | null;
  /** With the last number that it gave; null in a store that makes no keys. */
  readonly keyGenerator: { num: number } | null;
  readonly rawIndexes: ReadonlyMap<string, IndexShape>;
  readonly records: {
    get(key: unknown): { readonly value: unknown } | undefined;
    values(): Iterable<{ readonly key: unknown; readonly value: unknown }>;
  };
}

export interface RawDatabase {
  readonly name: string;
  readonly version: number;
  readonly rawObjectStores: ReadonlyMap<string, RawStore>;
  /** Those that are not closed. */
  readonly connections: readonly Connection[];
}

interface Factory {
  open(name: string, version: number): Request<Connection>;
  deleteDatabase(name: string): Request<undefined>;
  /** Internal to fake-indexeddb: also those that are about to be made. */
  readonly _databases: ReadonlyMap<string, RawDatabase>;
}

export const factory: Factory = indexedDB;

export async function resultOf<Result>(request: Request<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
  return promise;
}

export async function completionOf(transaction: Transaction): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  transaction.addEventListener("complete", resolve);
  transaction.addEventListener("abort", () => reject(transaction.error));
  await promise;
}

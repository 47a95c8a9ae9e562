import type Database from "better-sqlite3";
import { z } from "zod";
import type { IndexShape, KeyPath, RawDatabase, RawStore } from "./indexed-db.ts";
import { keyText, parseKey } from "./key-text.ts";
import { bytesOf, valueIn } from "./structured-bytes.ts";
import type { TouchedKey } from "./watch-databases.ts";

/** An object store as it is on disk. */
export interface KeptStore {
  readonly name: string;
  readonly keyPath: KeyPath | null;
  /** The last key that it made; undefined when it makes none. */
  readonly lastKey: number | undefined;
  readonly indexes: readonly IndexShape[];
  /** @throws when one of them is damaged */
  records(): readonly { readonly key: unknown; readonly value: unknown }[];
}

export interface KeptDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly KeptStore[];
}

export const databaseTables = `
  create table database (
    name text primary key,
    version integer not null
  ) strict;
  create table object_store (
    id integer primary key,
    database text not null references database on delete cascade,
    name text not null,
    key_path text not null, -- JSON
    last_key integer, -- null where it makes none
    indexes text not null, -- JSON
    unique (database, name)
  ) strict;
  create table record (
    store integer not null references object_store on delete cascade,
    key text not null,
    value blob not null,
    unique (store, key)
  ) strict;
`;

const keyPathSchema = z.union([z.string(), z.array(z.string())]);
const indexesSchema = z.array(
  z.object({
    name: z.string(),
    keyPath: keyPathSchema,
    unique: z.boolean(),
    multiEntry: z.boolean(),
  }),
);

interface StoreRow {
  readonly id: number;
  readonly name: string;
  readonly key_path: string;
  readonly last_key: number | null;
  readonly indexes: string;
}

/** The rows of databases. No method opens a transaction: each is part of the one that is open. */
export interface DatabaseRows {
  /** @throws when one of them is damaged */
  all(): readonly KeptDatabase[];
  /** Writes the whole database anew. */
  put(database: RawDatabase): void;
  remove(name: string): void;
  /** Writes what stands under the keys now, if anything. */
  putRecords(database: RawDatabase, touched: readonly TouchedKey[]): void;
}

export function createDatabaseRows(engine: Database.Database): DatabaseRows {
  const allDatabases = engine.prepare<[], { name: string; version: number }>(
    "select name, version from database order by name",
  );
  const storesOf = engine.prepare<[string], StoreRow>(
    "select id, name, key_path, last_key, indexes from object_store where database = ? order by id",
  );
  const recordsOf = engine.prepare<[number], { key: string; value: Buffer }>(
    "select key, value from record where store = ?",
  );
  const idOf = engine
    .prepare<[string, string], number>(
      "select id from object_store where database = ? and name = ?",
    )
    .pluck();
  const addDatabase = engine.prepare("insert into database values (?, ?)");
  const removeDatabase = engine.prepare("delete from database where name = ?");
  const addStore = engine.prepare(
    "insert into object_store (database, name, key_path, last_key, indexes) values (?, ?, ?, ?, ?)",
  );
  const putLastKey = engine.prepare("update object_store set last_key = ? where id = ?");
  const putRecord = engine.prepare(
    "insert into record values (?, ?, ?) on conflict do update set value = excluded.value",
  );
  const removeRecord = engine.prepare("delete from record where store = ? and key = ?");

  return {
    all: () =>
      allDatabases.all().map(({ name, version }) => ({
        ...{ name, version },
        stores: storesOf.all(name).map((row) => ({
          name: row.name,
          keyPath: keyPathSchema.nullable().parse(JSON.parse(row.key_path)),
          lastKey: row.last_key ?? undefined,
          indexes: indexesSchema.parse(JSON.parse(row.indexes)),
          records: () =>
            recordsOf
              .all(row.id)
              .map(({ key, value }) => ({ key: parseKey(key), value: valueIn(value) })),
        })),
      })),
    put(database) {
      removeDatabase.run(database.name);
      addDatabase.run(database.name, database.version);
      for (const [name, store] of database.rawObjectStores) {
        const { lastInsertRowid: id } = addStore.run(database.name, ...storeColumns(name, store));
        for (const { key, value } of store.records.values()) {
          putRecord.run(id, keyText(key), bytesOf(value));
        }
      }
    },
    remove: (name) => void removeDatabase.run(name),
    putRecords(database, touched) {
      for (const [name, keys] of Map.groupBy(touched, ({ store }) => store)) {
        const id = idOf.get(database.name, name);
        const store = database.rawObjectStores.get(name);
        if (store?.keyGenerator) putLastKey.run(store.keyGenerator.num, id);
        for (const { key } of keys) {
          const record = store?.records.get(key);
          if (record === undefined) removeRecord.run(id, keyText(key));
          else putRecord.run(id, keyText(key), bytesOf(record.value));
        }
      }
    },
  };
}

function storeColumns(name: string, { keyPath, keyGenerator, rawIndexes }: RawStore) {
  const indexes = [...rawIndexes.values()].map((index) => ({
    name: index.name,
    keyPath: index.keyPath,
    unique: index.unique,
    multiEntry: index.multiEntry,
  }));
  return [name, JSON.stringify(keyPath), keyGenerator?.num ?? null, JSON.stringify(indexes)];
}

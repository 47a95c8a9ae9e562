import { forceCloseDatabase } from "fake-indexeddb";
import type { KeptDatabase, KeptStore } from "./database-rows.ts";
import { type Connection, completionOf, factory, resultOf } from "./indexed-db.ts";

type Keeps = (database: string) => boolean;

export async function rebuildDatabase({ name, version, stores }: KeptDatabase): Promise<void> {
  const request = factory.open(name, version);
  request.addEventListener("upgradeneeded", () => {
    for (const store of stores) createStore(request.result, store);
  });
  const connection = await resultOf(request);
  for (const store of stores) await fillStore(connection, store);
  connection.close();
}

function createStore(connection: Connection, { name, keyPath, lastKey, indexes }: KeptStore): void {
  const store = connection.createObjectStore(name, {
    keyPath,
    autoIncrement: lastKey !== undefined,
  });
  for (const { name: index, keyPath: path, unique, multiEntry } of indexes) {
    store.createIndex(index, path, { unique, multiEntry });
  }
}

async function fillStore(connection: Connection, kept: KeptStore): Promise<void> {
  const transaction = connection.transaction(kept.name, "readwrite");
  const store = transaction.objectStore(kept.name);
  for (const { key, value } of kept.records()) {
    store.put(value, kept.keyPath === null ? key : undefined);
  }
  await completionOf(transaction);
  const generator = connection._rawDatabase.rawObjectStores.get(kept.name)?.keyGenerator;
  // Keys of records that are gone are not made again.
  if (generator && kept.lastKey !== undefined) generator.num = kept.lastKey;
}

/**
 * Closes every connection, whoever holds it, so that none can begin anything any more.
 *
 * @returns once all that had begun is over
 */
export async function closeConnections(keeps: Keeps): Promise<void> {
  const connections = databasesIn(keeps).flatMap((database) => database.connections);
  await Promise.all(connections.map(forceClose));
}

/** Takes databases out of memory, also from under somebody who still uses them. */
export async function forgetDatabases(keeps: Keeps): Promise<void> {
  await closeConnections(keeps);
  await Promise.all(databasesIn(keeps).map(({ name }) => resultOf(factory.deleteDatabase(name))));
}

export function databasesIn(keeps: Keeps) {
  return [...factory._databases.values()].filter(({ name }) => keeps(name));
}

async function forceClose(connection: Connection): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  connection.addEventListener("close", resolve);
  forceCloseDatabase(connection);
  await promise;
}

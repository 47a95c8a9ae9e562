import { join } from "node:path";
import { IDBKeyRange, indexedDB } from "fake-indexeddb";
import fc from "fast-check";
import { expect, it } from "vitest";
import { completionOf, resultOf } from "../../../../src/adapters/matrix/store/indexed-db.ts";
import { openCryptoStore } from "../../../../src/adapters/matrix/store/open-crypto-store.ts";
import { useEmptyFolders } from "../../../support/empty-folder.ts";
import { dump } from "./databases.ts";

const emptyFolder = useEmptyFolders();

const plainKey = fc.oneof(
  fc.constantFrom(1, 2, 3, "a", "b", Infinity),
  fc.string({ unit: "binary", maxLength: 3 }),
  fc.double({ noNaN: true }).map((key) => key + 0),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 1, maxLength: 3 }),
);
const key = fc.oneof(plainKey, fc.array(plainKey, { maxLength: 2 }));

const content = fc.oneof(
  fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true, maxDepth: 2 }),
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: 4, maxLength: 9 }).map((bytes) => bytes.subarray(1, 3)),
  fc.constant(undefined),
);

/** What the indexes look at, and something that they do not. */
const value = fc.record(
  { kind: key, tags: fc.array(key, { maxLength: 3 }), content },
  { requiredKeys: [] },
);

const stores = ["plain", "path", "compound", "auto", "auto path"];

const query = fc.oneof(
  key,
  key.map((lower) => IDBKeyRange.lowerBound(lower, true)),
  fc.tuple(key, key).map((bounds) => {
    const [lower, upper] = bounds.toSorted((one, other) => indexedDB.cmp(one, other));
    return IDBKeyRange.bound(lower, upper);
  }),
);

type Operation = (store: typeof indexedDB, storeName: string) => typeof indexedDB;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ verb: fc.constantFrom("put", "add"), key, value, keyless: fc.boolean() })
      .map(({ verb, ...given }): Operation => {
        return (store, storeName) => store[verb](...placed(storeName, given));
      }),
  },
  query.map(
    (range): Operation =>
      (store) =>
        store.delete(range),
  ),
  fc.constant<Operation>((store) => store.clear()),
  fc
    .record({ verb: fc.constantFrom("update", "delete"), byKind: fc.boolean(), content })
    .map(({ verb, byKind, content }): Operation => {
      return (store) => {
        const source = byKind && store.indexNames.contains("kind") ? store.index("kind") : store;
        const request = source.openCursor();
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          if (verb === "delete") cursor.delete();
          else cursor.update({ ...cursor.value, content });
          cursor.continue();
        };
        return request;
      };
    }),
);

/** The arguments of `put`: where a store's key goes is its own affair. */
function placed(store: string, given: { key: unknown; value: object; keyless: boolean }) {
  const { key, value, keyless } = given;
  switch (store) {
    case "path":
      return [{ ...value, id: key }];
    case "compound":
      return [{ ...value, room: key, number: 1 }];
    case "auto path":
      return [{ ...value, at: keyless ? {} : { id: key } }];
    case "auto":
      return keyless ? [value] : [value, key];
    default:
      return [value, key];
  }
}

function makeStores(connection: typeof indexedDB): void {
  const plain = connection.createObjectStore("plain");
  plain.createIndex("kind", "kind");
  plain.createIndex("tag", "tags", { multiEntry: true });
  connection
    .createObjectStore("path", { keyPath: "id" })
    .createIndex("kind", "kind", { unique: true });
  connection
    .createObjectStore("compound", { keyPath: ["room", "number"] })
    .createIndex("pair", ["room", "kind"]);
  connection.createObjectStore("auto", { autoIncrement: true });
  connection.createObjectStore("auto path", { keyPath: "at.id", autoIncrement: true });
}

type Change = (connection: typeof indexedDB, transaction: typeof indexedDB) => void;

const change: fc.Arbitrary<Change> = fc.constantFrom<Change[]>(
  (_, transaction) => transaction.objectStore("plain").createIndex("all", "content"),
  (_, transaction) => transaction.objectStore("auto").createIndex("one", "kind", { unique: true }),
  (_, transaction) => transaction.objectStore("plain").deleteIndex("kind"),
  (_, transaction) => {
    transaction.objectStore("plain").index("tag").name = "label";
  },
  (_, transaction) => {
    transaction.objectStore("compound").name = "pairs";
  },
  (connection) => connection.deleteObjectStore("path"),
  (connection) => connection.createObjectStore("more", { keyPath: "x" }).put({ x: 1 }),
);

const name = "any: operations";

/** Some of what is tried is not allowed, which must not matter either. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

async function opened(version?: number, upgrade?: Change): Promise<typeof indexedDB> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = ({ oldVersion }: { readonly oldVersion: number }) => {
    if (oldVersion === 0) makeStores(request.result);
    upgrade?.(request.result, request.transaction);
  };
  return resultOf<typeof indexedDB>(request);
}

/** Something that somebody does to the database, and is done with it. */
type Step = () => Promise<void>;

const transaction: fc.Arbitrary<Step> = fc
  .record({
    operations: fc.array(fc.tuple(fc.constantFrom(...stores), operation), { maxLength: 6 }),
    forgiving: fc.boolean(),
    aborted: fc.constantFrom(false, false, true),
  })
  .map(({ operations, forgiving, aborted }) => async () => {
    const connection = await opened();
    const transaction = connection.transaction([...connection.objectStoreNames], "readwrite");
    const over = completionOf(transaction).catch(() => undefined);
    for (const [storeName, operate] of operations) {
      if (!connection.objectStoreNames.contains(storeName)) continue;
      attempt(() => {
        operate(transaction.objectStore(storeName), storeName).onerror = (event: Event) => {
          if (forgiving) event.preventDefault();
        };
      });
    }
    if (aborted) {
      // After what was asked before it.
      transaction.objectStore("auto").count().onsuccess = () => transaction.abort();
    }
    await over;
    connection.close();
  });

const upgrade: fc.Arbitrary<Step> = fc
  .record({ change, aborted: fc.constantFrom(false, false, true) })
  .map(({ change, aborted }) => async () => {
    const before = await opened();
    before.close();
    const upgraded = opened(before.version + 1, (connection, transaction) => {
      attempt(() => change(connection, transaction));
      if (aborted) transaction.abort();
    });
    await upgraded.then(
      (connection) => connection.close(),
      () => undefined,
    );
  });

const removal: Step = async () => {
  await resultOf(indexedDB.deleteDatabase(name));
};

const step = fc.oneof(
  { weight: 6, arbitrary: transaction },
  { weight: 2, arbitrary: upgrade },
  { weight: 1, arbitrary: fc.constant(removal) },
);

it("reads the same from its file as it did before, whatever was done to it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 3 }),
      async (lives) => {
        const file = join(emptyFolder(), "keys.db");
        const keeps = (database: string) => database === name;
        let known: unknown;
        for (const steps of [...lives, []]) {
          const store = await openCryptoStore(file, { keeps });
          expect(await dump(name)).toStrictEqual(known);
          for (const step of steps) await step();
          known = await dump(name);
          expect(store.broken.reason).toBeUndefined();
          await store.close();
        }
      },
    ),
    { numRuns: 50 },
  );
});

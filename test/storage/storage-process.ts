// A process of its own that does one thing to a database: node storage-process.ts TASK FILE

import { once } from "node:events";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { openStorage, type Storage } from "../../src/storage/open-storage.ts";
import { type ServeHolderTables, takeServeLease } from "../../src/storage/serve-lease.ts";

interface Tables extends ServeHolderTables {
  readonly counter: { readonly count: number };
}

const tasks = {
  async migrate(storage: Storage<Tables>) {
    process.stdout.write(JSON.stringify(await migrateStorage(storage)));
    await storage.close();
  },
  async count(storage: Storage<Tables>) {
    for (let round = 0; round < 50; round++) {
      await storage.db.transaction().execute(async (transaction) => {
        const { count } = await transaction
          .selectFrom("counter")
          .select("count")
          .executeTakeFirstOrThrow();
        await transaction
          .updateTable("counter")
          .set({ count: count + 1 })
          .execute();
      });
    }
    await storage.close();
  },
  async serve(storage: Storage<Tables>) {
    const at = Temporal.Instant.from("2026-11-25T09:14:31Z");
    const lease = await takeServeLease(storage, { pid: process.pid, host: "web1", at });
    process.stdout.write("serving\n");
    await once(process.stdin.resume(), "end"); // or until it is killed
    await lease.release();
    await storage.close();
  },
};

const [task = "", file = ""] = process.argv.slice(2);
if (task !== "migrate" && task !== "count" && task !== "serve") throw new Error(task);
await tasks[task](await openStorage<Tables>(file));

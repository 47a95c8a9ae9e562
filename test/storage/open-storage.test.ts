import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { outputOf } from "./start-process.ts";

interface Tables {
  readonly counter: { readonly count: number };
}

const emptyFolder = useEmptyFolders();

const permissionsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

async function openCounter(file: string) {
  const storage = await openStorage<Tables>(file);
  await sql`create table counter (count integer not null) strict`.execute(storage.db);
  await storage.db.insertInto("counter").values({ count: 0 }).execute();
  return storage;
}

describe("a database", () => {
  it("outlives a power cut, and keeps its references whole", async () => {
    const storage = await openStorage(join(emptyFolder(), "ama.sqlite"));
    const pragmas = await Promise.all(
      ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map(async (name) => {
        const { rows } = await sql`pragma ${sql.raw(name)}`.execute(storage.db);
        return rows[0];
      }),
    );
    expect(pragmas).toEqual([
      { journal_mode: "wal" },
      { synchronous: 2 },
      { foreign_keys: 1 },
      { timeout: 5000 },
    ]);
    await storage.close();
  });

  it("is made with its folders where it is missing, and only its owner may read any of it", async () => {
    const folder = join(emptyFolder(), "var", "ama");
    const storage = await openCounter(join(folder, "ama.sqlite"));
    expect({
      outer: permissionsOf(join(folder, "..")),
      folder: permissionsOf(folder),
      file: permissionsOf(join(folder, "ama.sqlite")),
      log: permissionsOf(join(folder, "ama.sqlite-wal")),
    }).toEqual({ outer: "700", folder: "700", file: "600", log: "600" });
    await storage.close();
  });

  it("keeps what was written when it is closed and opened again", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    await (await openCounter(file)).close();
    const storage = await openStorage<Tables>(file);
    expect(await storage.db.selectFrom("counter").selectAll().execute()).toEqual([{ count: 0 }]);
    await storage.close();
  });

  it("gives its file back when it is closed, even if nobody asked it anything", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    await (await openCounter(file)).close();
    await (await openStorage(file)).close();
    const other = new Database(file, { timeout: 0 });
    expect(other.pragma("journal_mode = delete", { simple: true })).toBe("delete");
    other.close();
  });

  it("keeps no byte of what was deleted, nor does the log beside it", async () => {
    const folder = emptyFolder();
    const file = join(folder, "ama.sqlite");
    const serving = await openStorage(file);
    const storage = await openStorage(file);
    await sql`create table note (text text) strict`.execute(storage.db);
    await sql`insert into note values (${"a very private sentence".repeat(300)})`.execute(
      storage.db,
    );
    await sql`delete from note`.execute(storage.db);
    await storage.close();
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect(bytes.filter((text) => text.includes("very private"))).toEqual([]);
    await serving.close();
  });

  it("may live in memory and leave nothing behind", async () => {
    const storage = await openCounter(inMemory);
    expect(await storage.db.selectFrom("counter").selectAll().execute()).toEqual([{ count: 0 }]);
    await storage.close();
  });
});

describe("what is no database", () => {
  const refusal = {
    code: "STORE_UNREADABLE",
    message: expect.stringMatching(/ama\.sqlite cannot be opened .*\(".+"\): expected .*\. Mend /),
  };

  it("is refused and left as it is when it is a text", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const diary = "Dear diary, ".repeat(1000);
    writeFileSync(file, diary);
    await expect(openStorage(file)).rejects.toMatchObject(refusal);
    expect(readFileSync(file, "utf8")).toBe(diary);
  });

  it("is refused when it is a folder, or lies below a file", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "ama.sqlite"));
    writeFileSync(join(folder, "file"), "");
    await expect(openStorage(join(folder, "ama.sqlite"))).rejects.toMatchObject(refusal);
    await expect(openStorage(join(folder, "file", "ama.sqlite"))).rejects.toMatchObject(refusal);
  });

  it.each(["postgres://ama:hunter2@db/ama", "postgresql://ama:hunter2@db/ama"])(
    "is refused in one sentence that keeps the password to itself: %s",
    async (address) => {
      await expect(openStorage(address)).rejects.toMatchObject({
        code: "STORE_UNSUPPORTED",
        message: expect.stringMatching(
          /^AMA_DATABASE [^\n]*"postgres(ql)?:\/\/": (?!.*hunter2).*\.$/,
        ),
      });
    },
  );
});

describe("a transaction", () => {
  it("keeps every other writer out from its first moment, before it has written", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const storage = await openCounter(file);
    const other = new Database(file, { timeout: 0 });
    await storage.db.transaction().execute(async () => {
      expect(() => other.exec("begin immediate")).toThrow(
        expect.objectContaining({ code: "SQLITE_BUSY" }),
      );
    });
    other.exec("begin immediate");
    other.close();
    await storage.close();
  });

  it("waits for the one before it, so that none reads what another is about to change", async () => {
    const storage = await openCounter(inMemory);
    const countUp = () =>
      storage.db.transaction().execute(async (transaction) => {
        const { count } = await transaction
          .selectFrom("counter")
          .selectAll()
          .executeTakeFirstOrThrow();
        await transaction
          .updateTable("counter")
          .set({ count: count + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 10 }, countUp));
    expect(await storage.db.selectFrom("counter").selectAll().execute()).toEqual([{ count: 10 }]);
    await storage.close();
  });

  it("waits for those of other processes, too", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const storage = await openCounter(file);
    await Promise.all([outputOf("count", file), outputOf("count", file)]);
    expect(await storage.db.selectFrom("counter").selectAll().execute()).toEqual([{ count: 100 }]);
    await storage.close();
  });
});

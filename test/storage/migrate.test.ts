import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Kysely, sql } from "kysely";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMigrator, migrateStorage, pendingMigrations } from "../../src/storage/migrate.ts";
import { migrations } from "../../src/storage/migrations.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { sqliteWords } from "../../src/storage/words.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { outputOf } from "./start-process.ts";

const names = Object.keys(migrations);
const emptyFolder = useEmptyFolders();
const schema = readFileSync("test/storage/schema.sql", "utf8");

async function schemaOf(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql`
    select sql from sqlite_schema
    where sql is not null and name not like 'sqlite_%' and name not like 'kysely_%'
    order by tbl_name, type desc, name
  `.execute(db);
  const statements = z.array(z.object({ sql: z.string() })).parse(rows);
  return statements.map((row) => `${row.sql.trim()};\n`).join("\n");
}

describe("the migrations", () => {
  it("are the files of their folder, numbered without a gap", () => {
    const files = readdirSync("migrations").map((file) => basename(file, ".ts"));
    expect(names).toEqual(files.sort());
    expect(names.map((name) => Number(name.slice(0, 3)))).toEqual(names.map((_, at) => at + 1));
  });

  it("make the schema that test/storage/schema.sql shows", async () => {
    const storage = await openStorage(inMemory);
    expect(await migrateStorage(storage)).toEqual({ applied: names });
    expect(await schemaOf(storage.db)).toBe(schema);
    await storage.close();
  });

  it("find nothing to do the second time", async () => {
    const storage = await openStorage(inMemory);
    expect(await pendingMigrations(storage)).toEqual(names);
    await migrateStorage(storage);
    expect(await pendingMigrations(storage)).toEqual([]);
    expect(await migrateStorage(storage)).toEqual({ applied: [] });
    await storage.close();
  });

  it.each(names.map((name, at) => [name, names.slice(at + 1)]))(
    "go on from %s with those that follow",
    async (name, following) => {
      const storage = await openStorage(inMemory);
      expect(await createMigrator(storage).migrateTo(String(name))).not.toHaveProperty("error");
      expect(await migrateStorage(storage)).toEqual({ applied: following });
      expect(await schemaOf(storage.db)).toBe(schema);
      await storage.close();
    },
  );

  it("can each be run again, since a crash may come before it is entered as done", async () => {
    const storage = await openStorage<unknown>(inMemory);
    for (const { up } of Object.values(migrations)) {
      await up(storage.db, sqliteWords);
      await up(storage.db, sqliteWords);
    }
    expect(await schemaOf(storage.db)).toBe(schema);
    await storage.close();
  });

  it("run once when two connections of one process ask at the same time", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const both = await Promise.all([openStorage(file), openStorage(file)]);
    const outcomes = await Promise.all(both.map((storage) => migrateStorage(storage)));
    expect(outcomes.flatMap(({ applied }) => applied)).toEqual(names);
    await Promise.all(both.map((storage) => storage.close()));
  });

  it("run once when several processes make the database at the same time", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const outputs = await Promise.all(Array.from({ length: 4 }, () => outputOf("migrate", file)));
    const outcomeSchema = z.object({ applied: z.array(z.string()) });
    const applied = outputs.flatMap((output) => outcomeSchema.parse(JSON.parse(output)).applied);
    expect(applied).toEqual(names);
  });

  it("are refused by a version that is older than the database", async () => {
    const storage = await openStorage(inMemory);
    await migrateStorage(storage);
    await sql`insert into kysely_migration values ('999_swaps', '2027-01-01')`.execute(storage.db);
    const refusal = {
      code: "STORE_NEWER",
      message: `The database :memory: knows migration 999_swaps, this version ends at ${names.at(-1)}. Start the newer version, or restore the backup made before it.`,
    };
    await expect(migrateStorage(storage)).rejects.toMatchObject(refusal);
    await expect(pendingMigrations(storage)).rejects.toMatchObject(refusal);
    await storage.close();
  });
});

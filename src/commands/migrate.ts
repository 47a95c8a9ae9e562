import { parseConfig } from "../config.ts";
import { migrateStorage } from "../storage/migrate.ts";
import { openStorage } from "../storage/open-storage.ts";
import type { MigrateOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Brings the database's schema up to date, and says what that took. */
export async function migrate(options: MigrateOptions, world: World): Promise<ExitCode> {
  const file = options.db ?? parseConfig(world.env).database;
  const storage = await openStorage(file);
  try {
    const { applied } = await migrateStorage(storage);
    const what = applied.length === 0 ? "is up to date" : `now has ${applied.join(", ")}`;
    await writeLine(world.stdout, `${file} ${what}.`);
    return 0;
  } finally {
    await storage.close();
  }
}

import { existsSync } from "node:fs";
import type { Config } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { unsupportedAddress } from "../storage/database-address.ts";

/**
 * The database that a command is to look into.
 *
 * @param holds what is looked for in it
 * @throws BotError INPUT_UNREADABLE when it is not there: to look must not make one
 */
export function existingDatabase(
  options: { readonly db?: string },
  config: Config,
  holds: string,
): string {
  const file = options.db ?? config.database;
  if (unsupportedAddress(file) !== undefined || existsSync(file)) return file;
  throw new BotError(
    "INPUT_UNREADABLE",
    `The database ${file} does not exist: expected one with ${holds}. Name it with --db or AMA_DATABASE; "ama serve" and "ama ask --record" make it.`,
  );
}

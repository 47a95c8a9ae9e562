import { BotError } from "../kernel/bot-error.ts";

/** Turns what SQLite or the file system said about `file` into words for the person who set it. */
export function storeUnreadable(file: string, cause: unknown): BotError {
  const said = Error.isError(cause) ? cause.message : String(cause);
  return new BotError(
    "STORE_UNREADABLE",
    `${file} cannot be opened as a database ("${said}"): expected an SQLite file in a folder that this user may write. Mend its permissions, restore a backup, or set AMA_DATABASE to another file.`,
    { cause },
  );
}

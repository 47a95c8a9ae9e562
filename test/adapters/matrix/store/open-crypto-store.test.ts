import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { indexedDB } from "fake-indexeddb";
import { afterEach, describe, expect, it } from "vitest";
import { resultOf } from "../../../../src/adapters/matrix/store/indexed-db.ts";
import {
  type CryptoStore,
  openCryptoStore,
} from "../../../../src/adapters/matrix/store/open-crypto-store.ts";
import { useEmptyFolders } from "../../../support/empty-folder.ts";
import { notesIn, openNotes, writeNote } from "./databases.ts";

const emptyFolder = useEmptyFolders();
const newFile = () => join(emptyFolder(), "keys.db");
const stores: CryptoStore[] = [];

/** Keeps what begins with "kept:"; whatever a test leaves open is abandoned after it. */
async function open(file: string, prefix = "kept:"): Promise<CryptoStore> {
  const store = await openCryptoStore(file, { keeps: (name) => name.startsWith(prefix) });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.abandon();
});

/** What a kill at this instant would leave. Another process copies: this one would drop its locks by closing the file. */
function killedCopy(file: string): string {
  const folder = emptyFolder();
  execFileSync("cp", ["-r", `${dirname(file)}/.`, folder]);
  return join(folder, basename(file));
}

/** Opens a file, maybe a copy, in a store of its own and gives its notes. */
async function notesOnDisk(file: string): Promise<unknown> {
  const copy = killedCopy(file);
  // Under other names, so that both may be in memory at once.
  const engine = new Database(copy);
  engine.exec("update database set name = 'copy:' || substr(name, 6)");
  engine.close();
  const store = await open(copy, "copy:");
  const notes = await notesIn("copy:notes");
  await store.close();
  return notes;
}

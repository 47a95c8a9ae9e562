import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "../kernel/error-code.ts";

/**
 * Makes an empty file that only its owner may read, and its folders, where they are missing. SQLite gives the files it
 * lays beside it the same permissions.
 *
 * A file that is there already is not opened: closing it again would drop every lock that this process has on it.
 */
export async function makePrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await (await open(file, "wx", 0o600)).close();
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

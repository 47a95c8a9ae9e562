import { mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const memory = "/dev/shm";
const enoughBytes = 2 ** 30;

/**
 * Makes an empty folder for what need not outlive the machine: in memory where that has room, since a database that waits for a
 * disk at each of its commits would hold everything up.
 */
export function makeSwiftFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom() ? memory : tmpdir(), prefix));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enoughBytes;
  } catch {
    // Not every system has such a place.
    return false;
  }
}

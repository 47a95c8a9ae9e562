import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Compares in a time that says nothing about either, nor whether there is one to compare with; hashes, since the comparison
 * of Node wants the same length. An empty secret is none.
 */
export function sameSecret(presented: string, kept: string | undefined): boolean {
  const isSame = timingSafeEqual(digest(presented), digest(kept ?? ""));
  return isSame && kept !== undefined && kept !== "";
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

import { createHash } from "node:crypto";
import type { LeasedNotification } from "../notification-store.ts";

const nonceLetters = 32;

/** The same bundle is a repeat; with one more in it, it is something else, which no receiver may take for a repeat. */
export function nonceOf([first, ...others]: readonly LeasedNotification[]): string {
  const nonces = [first, ...others].map((one) => one?.nonce ?? "");
  if (others.length === 0) return nonces.join("");
  return createHash("sha256").update(nonces.join(" ")).digest("hex").slice(0, nonceLetters);
}

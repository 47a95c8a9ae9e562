import { createHash } from "node:crypto";

export const linkActions = ["ack", "escalate", "resolve"] as const;
export type LinkAction = (typeof linkActions)[number];

/** What a link does, and for whom. */
export type LinkPurpose = {
  readonly page: number;
  readonly person: string;
  readonly action: LinkAction;
};

/** What is kept of a link. The token cannot be found out from it. */
export type StoredLink = LinkPurpose & {
  /** SHA-256 of the token, in hex. */
  readonly hash: string;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | undefined;
};

export type LinkReading =
  | { readonly purpose: LinkPurpose }
  | { readonly invalid: "unknown" | "used" | "expired" };

const tokenBytes = 16;
const validFor = { hours: 24 };
const tokenPattern = /^[\w-]{22}$/;

/**
 * Makes a link that does one thing once.
 *
 * @param bits 16 bytes by chance, never used before
 * @returns the token, which goes to the person and nowhere else, and what is stored
 * @throws Error when there are more or fewer bits
 */
export function makeLink(
  { page, person, action }: LinkPurpose,
  bits: Uint8Array,
  at: Temporal.Instant,
): { readonly token: string; readonly stored: StoredLink } {
  if (bits.length !== tokenBytes) throw new Error(`A one-time link takes ${tokenBytes} bytes`);
  const token = Buffer.from(bits).toString("base64url");
  const kept = { hash: sha256(token), expiresAt: at.add(validFor), usedAt: undefined };
  return { token, stored: { page, person, action, ...kept } };
}

/** By what a token is looked up; undefined for a text that was never one. */
export function linkHash(token: string): string | undefined {
  return tokenPattern.test(token) ? sha256(token) : undefined;
}

/** Judges what was found under {@link linkHash}. Its end is the first instant at which a link no longer works. */
export function readLink(stored: StoredLink | undefined, at: Temporal.Instant): LinkReading {
  if (stored === undefined) return { invalid: "unknown" };
  if (stored.usedAt !== undefined) return { invalid: "used" };
  if (Temporal.Instant.compare(at, stored.expiresAt) >= 0) return { invalid: "expired" };
  const { page, person, action } = stored;
  return { purpose: { page, person, action } };
}

function sha256(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

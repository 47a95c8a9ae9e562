import { createHmac } from "node:crypto";

/** HMAC-SHA256 of texts under a secret given in hex; nobody without the secret can tell what was hashed. */
export function keyedHash(secret: string, texts: readonly string[]): string {
  // No text holds a NUL, so that no two lists are hashed alike.
  return createHmac("sha256", Buffer.from(secret, "hex")).update(texts.join("\0")).digest("hex");
}

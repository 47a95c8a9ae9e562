import { keyedHash } from "./keyed-hash.ts";

/** An account on a platform. */
export type Principal = { readonly platform: string; readonly user: string };

const hexDigits = 16; // 64 bits: two of a million people share one with a chance of 1 in 37 million

/**
 * Gives the word that stands for somebody who asked: the first 64 bits of HMAC-SHA256 over platform and user, in hex. It
 * counts people and names nobody; with another installation's key the same person is somebody else.
 *
 * @param secret the installation's key, in hex
 */
export function askerOf(secret: string, { platform, user }: Principal): string {
  return keyedHash(secret, [platform, user]).slice(0, hexDigits);
}

import { createHmac } from "node:crypto";
import { sameSecret } from "./same-secret.ts";

/** The three headers of Standard Webhooks, well formed and of our time; whether they are true is open. */
export type SignatureClaim = {
  /** The same in every attempt to send the same message. */
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly string[];
};

/** Listens to the body piece by piece, so that one of any length can be checked. */
type SignatureCheck = {
  heard(piece: Uint8Array): void;
  /** Once, after the last piece. */
  holds(): boolean;
};

const toleranceSeconds = 300;
const shortestKeyBytes = 16;
/** A sender that changes its secret signs with both for a while. */
const mostSignatures = 10;

/**
 * Reads the headers of Standard Webhooks.
 *
 * @returns undefined when one is missing or malformed, or the time lies more than 5 minutes before or after `at`
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signatureClaim(headers: Headers, at: Temporal.Instant): SignatureClaim | undefined {
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  const signatures = (headers.get("webhook-signature") ?? "").split(" ").slice(0, mostSignatures);
  // A dot parts what is signed: with one in the id, another id and time could be read out of the same bytes.
  if (!/^[!-~]{1,255}$/.test(id) || id.includes(".") || !/^\d{1,11}$/.test(timestamp)) return;
  const driftMs = Math.abs(at.epochMilliseconds - Number(timestamp) * 1000);
  return driftMs > toleranceSeconds * 1000 ? undefined : { id, timestamp, signatures };
}

/**
 * Checks a claim against the body. A token `whsec_…` is a key in base64, as in the standard; any other is the key as it
 * stands. Without a token, or with one too short for a key, all is computed and nothing holds.
 */
export function createSignatureCheck(
  { id, timestamp, signatures }: SignatureClaim,
  token: string | undefined,
): SignatureCheck {
  const key = signingKey(token ?? "");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`);
  return {
    heard: (piece) => void mac.update(piece),
    holds() {
      const expected = `v1,${mac.digest("base64")}`;
      const isSigned = signatures.filter((one) => sameSecret(one, expected)).length > 0;
      return isSigned && key.length >= shortestKeyBytes;
    },
  };
}

function signingKey(token: string): Buffer {
  const [, encoded] = /^whsec_(.*)$/.exec(token) ?? [];
  return encoded === undefined ? Buffer.from(token) : Buffer.from(encoded, "base64");
}

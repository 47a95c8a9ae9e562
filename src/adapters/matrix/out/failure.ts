import { ConnectionError, HTTPError, MatrixError } from "matrix-js-sdk/lib/http-api/index.js";
import type { SendOutcome } from "../../../chat/chat-platform.ts";

/** How a call failed. */
export type Failure = Exclude<SendOutcome, { readonly sent: unknown }>;

type Refusal = Extract<Failure, { readonly refused: unknown }>["refused"];

/** The homeserver's words: https://spec.matrix.org/v1.16/client-server-api/#standard-error-response */
const refusals: Readonly<Record<string, Refusal>> = {
  M_NOT_FOUND: "gone",
  M_FORBIDDEN: "no-access",
  M_GUEST_ACCESS_FORBIDDEN: "no-access",
  M_TOO_LARGE: "too-large",
  M_BAD_JSON: "bad-format",
  M_NOT_JSON: "bad-format",
  M_INVALID_PARAM: "bad-format",
};

/** Until somebody has logged us in again. */
const loggedOutMs = 60_000;
const limitedMs = 1_000;
const unreachableMs = 5_000;

/** What Node says where no connection came about: nothing has left. */
const neverLeft = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT/;

/** What is called for waits for something that a sync brings. */
export class NotYet extends Error {
  override readonly name = "NotYet";
}
const soonMs = 1_000;

/** Tells what an error of a call leaves us with. A refusal in words that we do not know is one of access. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NotYet) return { retryInMs: soonMs };
  if (error instanceof ConnectionError) {
    return neverLeft.test(error.message) ? { retryInMs: unreachableMs } : { unknown: true };
  }
  if (!(error instanceof HTTPError)) return { unknown: true };
  if (error.isRateLimitError()) return { retryInMs: retryAfterMs(error) };
  const { httpStatus = 500 } = error;
  const code = refusalCode(error);
  if (code === undefined || httpStatus >= 500) return { unknown: true };
  if (code === "M_UNKNOWN_TOKEN" || code === "M_MISSING_TOKEN") return { retryInMs: loggedOutMs };
  return { refused: (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ?? "no-access" };
}

/** undefined: it is refused for good. @throws what may be done later */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if ("refused" in failureOf(error)) return undefined;
    throw error;
  }
}

/** The word with which the homeserver refused a call; undefined: it did not refuse it, or what came was no word of Matrix. */
export function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof MatrixError)) return undefined;
  return /^[A-Z][A-Z_.]{1,80}$/.test(error.errcode ?? "") ? error.errcode : undefined;
}

/** What cannot be read of the time is a second. */
function retryAfterMs(error: HTTPError): number {
  try {
    return error.getRetryAfterMs() ?? limitedMs;
  } catch {
    return limitedMs;
  }
}

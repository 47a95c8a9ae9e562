import { ConnectionError, HTTPError, MatrixError } from "matrix-js-sdk";

/** What went wrong with Matrix, in a sentence that tells the next move and holds no secret. */
export type MatrixFault = {
  /** `access`: only somebody who runs the bot can mend it. */
  readonly kind: "access" | "unreachable";
  readonly reason: string;
};

/** Keeps the bot out of Matrix until somebody has made the next move, which the message tells. */
export class MatrixRefusal extends Error {
  override readonly name = "MatrixRefusal";
}

/** https://spec.matrix.org/latest/client-server-api/#standard-error-response */
const lostAccess: Readonly<Record<string, string>> = {
  M_UNKNOWN_TOKEN:
    "The homeserver no longer knows the device of the bot: move the file of its keys away, set MATRIX_PASSWORD and MATRIX_RECOVERY_KEY, and a new device is made.",
  M_MISSING_TOKEN: "The homeserver got no token: set MATRIX_PASSWORD, and start again.",
  M_FORBIDDEN:
    "The homeserver refuses the account of the bot: set MATRIX_USER and MATRIX_PASSWORD anew.",
  M_USER_DEACTIVATED:
    "The account of the bot was deactivated: set MATRIX_USER to another one, and move the file of its keys away.",
  M_USER_LOCKED:
    "The account of the bot is locked: ask whoever runs the homeserver to unlock it; I try again.",
  M_USER_SUSPENDED:
    "The account of the bot is suspended: ask whoever runs the homeserver about it; I try again.",
};

/**
 * Tells a fault of Matrix from every other.
 *
 * @returns undefined when it is none of Matrix's, and so ours
 */
export function matrixFault(error: unknown): MatrixFault | undefined {
  if (error instanceof MatrixRefusal) return { kind: "access", reason: error.message };
  if (error instanceof MatrixError && error.isRateLimitError()) {
    const reason =
      "The homeserver wants us to send less: I try again; lift its limits for the account of the bot.";
    return { kind: "unreachable", reason };
  }
  if (error instanceof MatrixError && error.errcode !== undefined) {
    const { errcode } = error;
    const reason = Object.hasOwn(lostAccess, errcode) ? lostAccess[errcode] : undefined;
    if (reason !== undefined) return { kind: "access", reason };
    return {
      kind: "unreachable",
      reason: `The homeserver refused with "${word(errcode)}": I try again.`,
    };
  }
  if (error instanceof HTTPError) {
    const status = error.httpStatus ?? "no status";
    const reason = `The homeserver answered with ${status}: check MATRIX_HOMESERVER; I try again.`;
    return { kind: "unreachable", reason };
  }
  if (error instanceof ConnectionError || isGivenUp(error)) {
    const reason =
      "The homeserver cannot be reached: check the network and MATRIX_HOMESERVER; I try again.";
    return { kind: "unreachable", reason };
  }
  return undefined;
}

function isGivenUp(error: unknown): boolean {
  return Error.isError(error) && (error.name === "AbortError" || error.name === "TimeoutError");
}

function word(code: string): string {
  return /^[A-Z_]{1,60}$/.test(code) ? code : "unknown";
}

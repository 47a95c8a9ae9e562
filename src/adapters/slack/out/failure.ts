import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import type { SendOutcome } from "../../../chat/chat-platform.ts";

/** How a call failed. */
export type Failure = Exclude<SendOutcome, { readonly sent: unknown }>;

type Refusal = Extract<Failure, { readonly refused: unknown }>["refused"];

/** Slack's words: https://docs.slack.dev/reference/methods/chat.postMessage, and the same page of chat.update. */
const refusals: Readonly<Record<string, Refusal>> = {
  channel_not_found: "gone",
  is_archived: "gone",
  is_inactive: "gone",
  message_not_found: "gone",
  thread_not_found: "gone",
  user_not_found: "gone",
  user_disabled: "gone",
  msg_too_long: "too-large",
  msg_blocks_too_long: "too-large",
  block_mismatch: "bad-format",
  invalid_arguments: "bad-format",
  invalid_attachments: "bad-format",
  invalid_blocks: "bad-format",
  invalid_blocks_format: "bad-format",
  no_text: "bad-format",
  slack_file_invalid: "bad-format",
};

/** It has not been done, and will be once somebody has given us access again, or a little later. */
const waitsMs: Readonly<Record<string, number>> = {
  ratelimited: 1_000,
  rate_limited: 1_000,
  message_limit_exceeded: 60_000,
  not_authed: 60_000,
  invalid_auth: 60_000,
  account_inactive: 60_000,
  token_revoked: 60_000,
  token_expired: 60_000,
  org_login_required: 60_000,
  team_access_not_granted: 60_000,
};

/** Slack warns that some of it may be done all the same. */
const unclear: ReadonlySet<string> = new Set([
  "internal_error",
  "fatal_error",
  "request_timeout",
  "service_unavailable",
]);

/** What Node says where no connection came about: nothing has left. */
const neverLeft: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const unreachableMs = 5_000;

/** Tells what an error of Slack's client leaves us with. A refusal in words that we do not know is one of access. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) return { retryInMs: error.retryAfter * 1_000 };
  if (error instanceof WebAPIRequestError && hasNotLeft(error.original)) {
    return { retryInMs: unreachableMs };
  }
  const code = refusalCode(error);
  if (code === undefined || unclear.has(code)) return { unknown: true };
  const waitMs = Object.hasOwn(waitsMs, code) ? waitsMs[code] : undefined;
  if (waitMs !== undefined) return { retryInMs: waitMs };
  return { refused: (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ?? "no-access" };
}

/** The word with which Slack refused a call; undefined: it did not refuse it, or what came was no word of Slack's. */
export function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const { error: code } = error.data;
  return /^[a-z_]{1,80}$/.test(code) ? code : undefined;
}

function hasNotLeft({ cause }: Error): boolean {
  return Error.isError(cause) && "code" in cause && neverLeft.has(cause.code);
}

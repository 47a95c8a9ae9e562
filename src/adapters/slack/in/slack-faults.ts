import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { Rejections } from "../../../chat/rejections.ts";

/** What went wrong with Slack itself, in a sentence that tells the next move and holds no token. */
export type SlackFault = {
  readonly kind: "access" | "unreachable" | "flooded";
  readonly reason: string;
};

/** Slack's words for an access that does not work: https://docs.slack.dev/reference/methods/auth.test */
const lostAccess: Readonly<Record<string, string>> = {
  not_authed: "Slack got no token",
  invalid_auth: "Slack does not know the token",
  account_inactive: "The token belongs to an app or account that was removed",
  token_revoked: "The token was revoked",
  token_expired: "The token has expired",
  not_allowed_token_type: "Slack takes no token of this kind here",
  user_removed_from_team: "The bot was removed from the workspace",
  team_disabled: "The workspace is disabled",
  org_login_required: "The workspace is being moved into an organisation",
  no_permission: "The token may not do this",
  missing_scope: "The token lacks a scope",
};

/**
 * Tells a fault of Slack from every other.
 *
 * @param token the variable that holds the token in question
 * @returns undefined when it is none of Slack's, and so ours
 */
export function slackFault(
  error: unknown,
  token = "SLACK_APP_TOKEN or SLACK_BOT_TOKEN",
): SlackFault | undefined {
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    const what = Object.hasOwn(lostAccess, code) ? lostAccess[code] : undefined;
    return what === undefined
      ? { kind: "unreachable", reason: `Slack refused with "${word(code)}": I try again.` }
      : { kind: "access", reason: `${what} (${code}): install the app, and set ${token} anew.` };
  }
  if (error instanceof WebAPIRateLimitedError) {
    const reason = `Slack wants us to wait ${error.retryAfter} s: I try again.`;
    return { kind: "unreachable", reason };
  }
  if (error instanceof WebAPIHTTPError) {
    const reason = `Slack answered with status ${error.statusCode}: I try again; see https://slack-status.com.`;
    return { kind: "unreachable", reason };
  }
  if (error instanceof WebAPIRequestError) {
    const reason = "Slack cannot be reached: check the network and SLACK_API_URL; I try again.";
    return { kind: "unreachable", reason };
  }
  return socketFault(error);
}

/** Faults of the socket's client, told by their class's name or, where it stumbles, by where that was. */
function socketFault(error: unknown): SlackFault | undefined {
  if (!Error.isError(error)) return undefined;
  if ("code" in error && typeof error.code === "string" && error.code.startsWith(socketCode)) {
    return { kind: "unreachable", reason: "The connection to Slack broke: I connect again." };
  }
  const stumbled = /SocketModeClient\.onWebSocketMessage/.test(error.stack ?? "");
  if (!(error instanceof TypeError) || !stumbled) return undefined;
  const reason =
    "Slack holds events back, since more than 30,000 came within an hour: leave the busiest rooms, or subscribe to fewer events.";
  return { kind: "flooded", reason };
}

const socketCode = "slack_socket_mode_";

function word(code: string): string {
  return /^[a-z_]{1,60}$/.test(code) ? code : "unknown";
}

/**
 * Hears what Slack's packages throw where nobody can catch it, so that it ends no other platform. Whatever else nobody
 * caught is thrown on, and ends the process as it does without us.
 *
 * @returns what ends the listening
 */
export function hearSlackFaults(
  rejections: Rejections,
  hear: (fault: SlackFault) => void,
): () => void {
  const listener = (reason: unknown) => {
    const fault = slackFault(reason);
    if (!fault) throw reason;
    hear(fault);
  };
  rejections.on("unhandledRejection", listener);
  return () => {
    rejections.off("unhandledRejection", listener);
  };
}

import type { WebClient } from "@slack/web-api";
import type { Later } from "../../../chat/working-sign.ts";
import { optionalScopes, requiredScopes } from "../manifest-scopes.ts";
import type { OwnIds } from "./own-ids.ts";
import { slackFault } from "./slack-faults.ts";

export type StartCheck =
  | {
      readonly own: OwnIds;
      /** What we were granted; undefined: Slack did not say. */
      readonly scopes: readonly string[] | undefined;
      /** Optional scopes that were not: what they switch on stays off. */
      readonly lacking: readonly string[];
    }
  /** One sentence, with the next move and without a token. */
  | { readonly fault: string };

const limitMs = 15_000;

/** Asks Slack who we are and what we may do, before anything else is. */
export async function checkStart(
  client: Pick<WebClient, "auth">,
  later: Later,
): Promise<StartCheck> {
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const cancel = later(limitMs, () => resolve("late"));
  try {
    const told = await Promise.race([client.auth.test(), late]);
    return told === "late" ? { fault: noAnswer } : judge(told);
  } catch (error) {
    const fault = slackFault(error, "SLACK_BOT_TOKEN");
    if (!fault) throw error;
    return { fault: fault.reason };
  } finally {
    cancel();
  }
}

const noAnswer =
  "Slack did not answer within 15 s: check the network and SLACK_API_URL, and start again.";

type Told = Awaited<ReturnType<WebClient["auth"]["test"]>>;

function judge({
  user_id: user,
  bot_id: bot,
  team_id: team,
  response_metadata: more,
}: Told): StartCheck {
  if (!user || !bot || !team) {
    return {
      fault: "SLACK_BOT_TOKEN is the token of a person: set the bot token, which begins with xoxb.",
    };
  }
  const scopes = more?.scopes;
  const missing = lackingOf(requiredScopes, scopes);
  if (missing.length > 0) {
    const many = missing.length > 1 ? "scopes" : "scope";
    return {
      fault: `The Slack app lacks the ${many} ${missing.join(", ")}: add what the manifest lists, and install the app again.`,
    };
  }
  return { own: { user, bot, team }, scopes, lacking: lackingOf(optionalScopes, scopes) };
}

function lackingOf(
  wanted: readonly string[],
  granted: readonly string[] | undefined,
): readonly string[] {
  return granted ? wanted.filter((one) => !granted.includes(one)) : [];
}

import type { WebClient } from "@slack/web-api";
import type { DutyOutcome, DutySign } from "../../../chat/duty-sign.ts";
import { topicShowing } from "../../../chat/duty-topic.ts";
import { escapeMrkdwn } from "../render/escape-mrkdwn.ts";
import { failureOf, refusalCode } from "./failure.ts";
import { roomOf } from "./rooms.ts";

type Given = {
  readonly client: Pick<WebClient, "conversations" | "usergroups">;
  readonly isGranted: (scope: string) => boolean;
};

type Group = Extract<DutySign, { readonly kind: "group" }>;
type Topic = Extract<DutySign, { readonly kind: "topic" }>;

/** https://docs.slack.dev/reference/methods/conversations.setTopic */
const mostInTopic = 250;

/** Shows who is on call, where Slack does not show that yet: a human may have changed it, so it is asked first. */
export async function showDuty(sign: DutySign, given: Given): Promise<DutyOutcome> {
  try {
    return await (sign.kind === "group" ? showInGroup(sign, given) : showInTopic(sign, given));
  } catch (error) {
    const failure = failureOf(error);
    if ("retryInMs" in failure) return failure;
    // It is asked what Slack shows before it is done again.
    if ("unknown" in failure) return { retryInMs: 0 };
    return { refused: wordsFor(refusalCode(error) ?? failure.refused) };
  }
}

async function showInGroup(
  { handle, users }: Group,
  { client, isGranted }: Given,
): Promise<DutyOutcome> {
  const lacking = ["usergroups:read", "usergroups:write"].filter((scope) => !isGranted(scope));
  if (lacking.length > 0) return lack(lacking);
  const { usergroups = [] } = await client.usergroups.list({ include_users: true });
  const group = usergroups.find((one) => one.handle === handle);
  if (group?.id === undefined) {
    const why = `Slack has no user group @${handle}: make one, or correct the handle.`;
    return { refused: why };
  }
  const isSame = new Set(users).symmetricDifference(new Set(group.users)).size === 0;
  if (!isSame) {
    await client.usergroups.users.update({ usergroup: group.id, users: users.join(",") });
  }
  return { shown: true };
}

async function showInTopic(
  { room, who }: Topic,
  { client, isGranted }: Given,
): Promise<DutyOutcome> {
  const { channel = {} } = await client.conversations.info({ channel: room.room });
  const scope = `${roomOf(channel).kind}:write.topic`;
  if (!isGranted(scope)) return lack([scope]);
  const topic = channel.topic?.value ?? "";
  const limits = { most: mostInTopic, written: escapeMrkdwn };
  const shown = topicShowing(topic, who, limits);
  if (shown === undefined) {
    const why = `A topic has at most ${mostInTopic} characters, and this one leaves no room for a name: shorten it.`;
    return { refused: why };
  }
  if (shown !== topic) await client.conversations.setTopic({ channel: room.room, topic: shown });
  return { shown: true };
}

function lack(scopes: readonly string[]): DutyOutcome {
  const many = scopes.length > 1 ? "scopes" : "scope";
  return {
    refused: `The Slack app lacks the optional ${many} ${scopes.join(", ")}: grant what is named, and install the app again.`,
  };
}

/** https://docs.slack.dev/reference/methods/usergroups.users.update, and the pages of the other methods. */
const words: Readonly<Record<string, string>> = {
  missing_scope: `The Slack app lacks an optional scope: "ama slack manifest" has them all.`,
  permission_denied:
    "Slack lets admins alone change user groups: let everyone, in the workspace settings, under Permissions, User Groups.",
  plan_upgrade_required: "The plan of this workspace has no user groups.",
  not_in_channel: "I am not in that room: invite me.",
  channel_not_found: "The room is gone, or I am not in it: invite me, or name another.",
  is_archived: "The room is archived: name another.",
};

function wordsFor(code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? "") : `Slack refuses it: ${code}.`;
}

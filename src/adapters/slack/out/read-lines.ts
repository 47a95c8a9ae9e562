import type { WebClient } from "@slack/web-api";
import type { ThreadLine } from "../../../chat/chat-platform.ts";
import type { Conversation } from "../../../chat/conversation.ts";
import type { About, Known } from "../in/known.ts";
import { mentionedIn, plainText } from "../in/plain-text.ts";
import { instantOf } from "../in/slack-instant.ts";
import { readMessages } from "./read-messages.ts";

/** The last lines of a thread or of a room's main line as plain text, oldest first. @throws what Slack's client throws */
export async function readLines(
  where: Conversation,
  limit: number,
  {
    client,
    know,
  }: {
    readonly client: Pick<WebClient, "conversations">;
    readonly know: (about: About) => Promise<Known>;
  },
): Promise<readonly ThreadLine[]> {
  const last = (await readMessages(client, where, { newest: limit })).slice(-limit);
  const users = new Set(last.flatMap(({ text = "" }) => mentionedIn(text)));
  const known = await know({ users: [...users], room: undefined });
  return last.flatMap(({ ts, user, bot_id: bot, text = "" }): ThreadLine[] => {
    if (ts === undefined) return [];
    const fromBot = user === known.own.user || bot === known.own.bot;
    return [{ fromBot, text: plainText(text, known).text, at: instantOf(ts) }];
  });
}

import type { WebClient } from "@slack/web-api";
import type { MessageRef } from "../../../chat/conversation.ts";
import { isDirect, isStamp } from "./place.ts";

const emoji = "eyes";
const status = "is looking…";

/**
 * Shows that we are at it, or no longer: in a direct room by a status under the message, elsewhere and where Slack grants
 * no status by a reaction to it. A command has no message, and no sign.
 *
 * @throws what Slack's client throws
 */
export function createWorkingSign(
  client: Pick<WebClient, "assistant" | "reactions">,
): (on: MessageRef, isWorking: boolean) => Promise<void> {
  const withReaction = new Set<string>();

  async function setStatus({ room, thread, message }: MessageRef, text: string): Promise<boolean> {
    try {
      const place = { channel_id: room, thread_ts: thread ?? message };
      await client.assistant.threads.setStatus({ ...place, status: text });
      return true;
    } catch {
      return false;
    }
  }

  return async (on, isWorking) => {
    const { room, message } = on;
    if (!isStamp(message)) return;
    const key = `${room} ${message}`;
    if (isDirect(room) && !withReaction.has(key)) {
      if (await setStatus(on, isWorking ? status : "")) return;
    }
    const reaction = { channel: room, timestamp: message, name: emoji };
    if (isWorking) {
      withReaction.add(key);
      await client.reactions.add(reaction);
    } else if (withReaction.delete(key)) await client.reactions.remove(reaction);
  };
}

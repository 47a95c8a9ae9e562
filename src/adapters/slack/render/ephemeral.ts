import type { SlackMessage } from "./slack-messages.ts";

/** Something that answers a command or a press, for whoever did that alone. */
export function ephemeral({ text, blocks }: Pick<SlackMessage, "text"> & Partial<SlackMessage>) {
  return { response_type: "ephemeral", text, ...(blocks ? { blocks: [...blocks] } : {}) };
}

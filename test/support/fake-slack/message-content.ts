import { z } from "zod";
import { checkMessageBlocks, refusedAt } from "./block-rules.ts";
import { inJson, jsonList } from "./call-arguments.ts";
import { activeMention } from "./mention-rules.ts";
import { type Json, refusedArgument, SlackRefusal } from "./slack-refusal.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

/** docs.slack.dev/changelog/2018-04-truncating-really-long-messages: longer text is cut, with a warning. */
const mostText = 40_000;

export const metadataSchema = inJson(
  z.strictObject({
    event_type: z.string().min(1).max(255),
    event_payload: z.record(z.string(), z.unknown()),
  }),
);

/** What a message says, as arguments. */
export const contentArguments = {
  text: z.string().optional(),
  blocks: jsonList.optional(),
} as const;

type Given = {
  readonly text?: string | undefined;
  readonly blocks?: readonly unknown[] | undefined;
};

/** Checks what a message says, and cuts what is too long. @throws SlackRefusal no_text, invalid_blocks */
export function checkContent(
  { model }: SlackWorkspace,
  { text, blocks = [] }: Given,
): { readonly text: string; readonly blocks: readonly Json[] } {
  // With blocks Slack takes a message without text, and then shows nothing in notifications.
  if (text === undefined || text.trim() === "") throw new SlackRefusal("no_text", {}, true);
  const mention = activeMention(text);
  if (mention !== undefined) {
    const message = `[ERROR] holds an active mention: ${mention} [json-pointer:/text]`;
    throw refusedArgument("invalid_arguments", [message], true);
  }
  const read = checkMessageBlocks(blocks);
  for (const [index, { slack_file: file }] of read.entries()) {
    const id = z.looseObject({ id: z.string() }).safeParse(file);
    if (id.success && model.files.get(id.data.id)?.bytes === undefined) {
      const path = [index, "slack_file"];
      throw refusedAt("invalid_blocks", [{ problem: "invalid slack file", path }], ["blocks"]);
    }
  }
  // Slack gives each block an id, and each element that acts.
  return { text: text.slice(0, mostText), blocks: read.map(withIds) };
}

/** What Slack adds to its answer where it cut the text of a message. */
export function cutWarning({ text = "" }: Given): Json {
  if (text.length <= mostText) return {};
  const messages = ["[WARN] Your message was truncated but still posted."];
  return { response_metadata: { warnings: ["message_truncated"], messages } };
}

/** Fills in the ids that Slack makes up for blocks, and for what acts in them. */
export function withIds(block: Json, index: number): Json {
  const { elements, accessory, element } = block;
  const isActions = block.type === "actions" && Array.isArray(elements);
  return {
    block_id: `block-${index}`,
    ...block,
    ...(isActions ? { elements: elements.map(withActionId) } : {}),
    ...(accessory === undefined ? {} : { accessory: withActionId(accessory, 0) }),
    ...(element === undefined ? {} : { element: withActionId(element, 0) }),
  };
}

function withActionId(element: unknown, index: number): unknown {
  const isPicture = typeof element !== "object" || !element || "alt_text" in element;
  return isPicture ? element : { action_id: `action-${index}`, ...element };
}

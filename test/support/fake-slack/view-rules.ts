import { z } from "zod";
import { checkViewBlocks, problemsOf, refusedAt } from "./block-rules.ts";
import { plainText } from "./block-schema.ts";
import type { Json } from "./slack-refusal.ts";

const shared = {
  // Checked by themselves.
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const modal = z.strictObject({
  type: z.literal("modal"),
  ...shared,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});
const home = z.strictObject({ type: z.literal("home"), ...shared });

/** Checks what a modal or the home tab is made of. @throws SlackRefusal invalid_arguments */
export function checkView(view: unknown, type: "modal" | "home"): Json {
  const read = (type === "modal" ? modal : home).safeParse(view);
  if (!read.success) throw refusedAt("invalid_arguments", problemsOf(read.error), ["view"]);
  const blocks = checkViewBlocks(read.data.blocks);
  const hasInput = blocks.some((block) => block.type === "input");
  if (type === "modal" && hasInput && !("submit" in read.data && read.data.submit)) {
    const problem = "missing required field: submit";
    throw refusedAt("invalid_arguments", [{ problem, path: ["submit"] }], ["view"]);
  }
  return { ...read.data, blocks };
}

import { z } from "zod";
import { messageBlocks, viewBlocks } from "./block-schema.ts";
import { type Json, refusedArgument, SlackRefusal } from "./slack-refusal.ts";

/** More text than this in all blocks of a message is too long (slackapi/bolt-js #2509, measured there). */
export const mostBlockText = 13_200;
const mostMarkdown = 12_000;

type Problem = { readonly problem: string; readonly path: readonly PropertyKey[] };

/** Checks the blocks of a message. @throws SlackRefusal invalid_blocks, with a JSON pointer to each fault */
export function checkMessageBlocks(blocks: readonly unknown[]): readonly Json[] {
  const read = checked(messageBlocks, blocks, "invalid_blocks", ["blocks"]);
  const ofType = (type: string) => read.filter((one) => one.type === type);
  if (ofType("table").length > 1) {
    throw refusedArgument("invalid_attachments", ["[ERROR] only_one_table_allowed"]);
  }
  const markdown = ofType("markdown").reduce((sum, one) => sum + textLength(one), 0);
  if (markdown > mostMarkdown || textLength(read) > mostBlockText) {
    throw new SlackRefusal("msg_blocks_too_long");
  }
  return read;
}

/** Checks the blocks of a modal or home tab. @throws SlackRefusal invalid_arguments, as Slack does for views */
export function checkViewBlocks(blocks: readonly unknown[]): readonly Json[] {
  return checked(viewBlocks, blocks, "invalid_arguments", ["view", "blocks"]);
}

/** Says what is wrong with a value, in Slack's words where they are known. */
export function refusedAt(
  code: string,
  problems: readonly Problem[],
  at: readonly string[],
): SlackRefusal {
  const messages = problems.map(
    ({ problem, path }) => `[ERROR] ${problem} [json-pointer:/${[...at, ...path].join("/")}]`,
  );
  return refusedArgument(
    code,
    messages,
    problems.some(({ problem }) => problem.includes("active mention")),
  );
}

/** The faults that a schema finds. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  return error.issues.map(({ message, path }) => ({ problem: message, path }));
}

function checked<Blocks extends z.ZodType<readonly Json[]>>(
  schema: Blocks,
  blocks: readonly unknown[],
  code: string,
  at: readonly string[],
): readonly Json[] {
  const read = schema.safeParse(blocks);
  if (!read.success) throw refusedAt(code, problemsOf(read.error), at);
  const repeated = repeatedIds(read.data);
  if (repeated.length > 0) throw refusedAt(code, repeated, at);
  return read.data;
}

/** Ids must tell blocks of one surface apart, and elements of one block. */
function repeatedIds(blocks: readonly Json[]): readonly Problem[] {
  const blockIds = blocks.map((block) => block.block_id);
  return blocks.flatMap(({ block_id: blockId, elements }, index) => {
    const isBlockRepeated = blockId !== undefined && blockIds.indexOf(blockId) < index;
    const actionIds = actionIdsOf(elements);
    const isActionRepeated = new Set(actionIds).size < actionIds.length;
    return [
      ...(isBlockRepeated
        ? [{ problem: "block_id already exists", path: [index, "block_id"] }]
        : []),
      ...(isActionRepeated
        ? [{ problem: "action_id already exists in this block", path: [index, "elements"] }]
        : []),
    ];
  });
}

const acting = z.array(z.looseObject({ action_id: z.string().optional() })).catch([]);

function actionIdsOf(elements: unknown): readonly string[] {
  return acting.parse(elements).flatMap(({ action_id: id }) => (id === undefined ? [] : [id]));
}

/** Characters of all texts in it, however deep. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, one]) =>
      sum + (name === "text" && typeof one === "string" ? one.length : textLength(one)),
    0,
  );
}

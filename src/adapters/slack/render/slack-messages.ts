import type { Action } from "../../../chat/action.ts";
import type { Doc, ImageBlock } from "../../../chat/doc.ts";
import { docText } from "../../../chat/doc-text.ts";
import { imagesIn } from "../../../chat/pictures.ts";
import { splitDoc } from "../../../chat/split-doc.ts";
import { actionBlocks } from "./action-blocks.ts";
import { docBlocks, type SlackBlock } from "./doc-blocks.ts";
import { escapeMrkdwn } from "./escape-mrkdwn.ts";

/** A message as Slack takes it. */
export type SlackMessage = {
  /** Its plain text, for notifications and for whoever sees no blocks. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
};

// Slack takes 50 blocks, 13 200 characters in them (slackapi/bolt-js #2509), and cuts text after 40 000
// (https://docs.slack.dev/reference/methods/chat.postMessage).
const mostBlocks = 50;
const mostWithActions = 13_000;
/** Leaves room for the buttons. */
const mostBlocksOfDoc = 45;
const mostCharacters = 12_000;
const mostText = 40_000;

/**
 * Renders what is said as messages, in their order, at least one: the first, and those that go on in its thread. What
 * there is to press is in the last.
 *
 * @param said.files of each picture of the Doc, in their order, the id of its file; undefined: its text stands for it
 * @param said.command the one that it answers
 * @param said.workspace where it is said: nobody elsewhere is mentioned
 */
export function slackMessages(said: {
  readonly doc: Doc;
  readonly actions: readonly Action[];
  readonly files: readonly (string | undefined)[];
  readonly workspace: string;
  readonly command?: string | undefined;
}): readonly SlackMessage[] {
  const { doc, actions, files, workspace, command } = said;
  const fileOf = new Map(imagesIn(doc).map((picture, index) => [picture, files[index]] as const));
  const surface = {
    workspace,
    tables: true,
    fileOf: (picture: ImageBlock) => fileOf.get(picture),
  };
  const fits = (part: Doc): boolean => {
    if (escapeMrkdwn(docText(part)).length > mostText) return false;
    const blocks = docBlocks(part, surface);
    return blocks.length <= mostBlocksOfDoc && charactersOf(blocks) <= mostCharacters;
  };
  const messages = splitDoc(doc, fits)
    .map((part) => ({ text: escapeMrkdwn(docText(part)), blocks: docBlocks(part, surface) }))
    .filter(({ blocks }) => blocks.length > 0);
  return withActions(messages, actionBlocks(actions, command)).map(neverEmpty);
}

function withActions(
  messages: readonly SlackMessage[],
  rows: ReturnType<typeof actionBlocks>,
): readonly SlackMessage[] {
  const last = messages.at(-1) ?? { text: "", blocks: [] };
  const blocks = [...last.blocks, ...rows];
  return blocks.length <= mostBlocks && charactersOf(blocks) <= mostWithActions
    ? [...messages.slice(0, -1), { ...last, blocks }]
    : [...messages, { text: "", blocks: rows }];
}

/** Slack refuses a message without text. */
function neverEmpty({ text, blocks }: SlackMessage): SlackMessage {
  if (text.trim() !== "") return { text, blocks };
  const labels = blocks.flatMap((block) =>
    block.type === "actions"
      ? block.elements.flatMap((one) => (one.type === "button" ? [one.text.text] : []))
      : [],
  );
  return { text: escapeMrkdwn(labels.join(", ")) || "(nothing to show)", blocks };
}

/** Characters of all texts and addresses in it, however deep. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersOf(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, one]) =>
      sum +
      ((name === "text" || name === "url") && typeof one === "string"
        ? one.length
        : charactersOf(one)),
    0,
  );
}

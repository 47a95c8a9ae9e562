import type { types } from "@slack/bolt";
import type { Block, Doc, Run } from "../../../chat/doc.ts";
import { runsText } from "../../../chat/doc-text.ts";
import { tableList } from "../../../chat/table-list.ts";
import { type Piece, type RichPart, richPieces } from "./rich-pieces.ts";
import type { Surface } from "./surface.ts";
import { tableBlock } from "./table-blocks.ts";

export type SlackBlock =
  | types.RichTextBlock
  | types.HeaderBlock
  | types.DividerBlock
  | types.TableBlock
  | types.ImageBlock
  | types.ActionsBlock;

/** https://docs.slack.dev/reference/block-kit/blocks/header-block: longer is refused. */
const longestHeader = 150;

/** A Doc as blocks, however many they are. Slack shows one table in a message: the first is it, others are lists. */
export function docBlocks(doc: Doc, surface: Surface): readonly SlackBlock[] {
  const shown: SlackBlock[] = [];
  for (const block of doc) {
    const mayBeTable = surface.tables && !shown.some(({ type }) => type === "table");
    shown.push(...blocksOf(block, { ...surface, tables: mayBeTable }));
  }
  return shown;
}

function blocksOf(block: Block, surface: Surface): readonly SlackBlock[] {
  if ("heading" in block) {
    const header = headerOf(block.heading);
    if (header) return [header];
  }
  if ("divider" in block) return [{ type: "divider" }];
  if ("table" in block) {
    const table = surface.tables ? tableBlock(block, surface) : undefined;
    return table ? [table] : richBlocks(richPieces(tableList(block), surface));
  }
  return richBlocks(richPieces(block, surface));
}

/** Nothing but a line of words can be a header: it has no styles, no links, and nobody is mentioned in it. */
function headerOf(runs: readonly Run[]): types.HeaderBlock | undefined {
  const text = runsText(runs);
  const isWords = runs.every((run) => "text" in run && !run.code) && !/[<>&\n]/.test(text);
  if (!isWords || text.trim() === "" || text.length > longestHeader) return undefined;
  return { type: "header", text: { type: "plain_text", text: text.toWellFormed(), emoji: false } };
}

function richBlocks(pieces: readonly Piece[]): readonly SlackBlock[] {
  const blocks: SlackBlock[] = [];
  let parts: RichPart[] = [];
  const close = () => {
    if (parts.length > 0) blocks.push({ type: "rich_text", elements: parts });
    parts = [];
  };
  for (const piece of pieces) {
    if (piece.type === "image") {
      close();
      blocks.push(piece);
    } else parts.push(piece);
  }
  close();
  return blocks;
}

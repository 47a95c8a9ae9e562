import type { types } from "@slack/bolt";
import type { Block, Run } from "../../../chat/doc.ts";
import { runsText } from "../../../chat/doc-text.ts";
import { inBold } from "../../../chat/in-bold.ts";
import { richRuns } from "./rich-runs.ts";
import type { Surface } from "./surface.ts";

type Table = Extract<Block, { readonly table: unknown }>;

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: a larger one is refused. */
const mostRows = 100;
const mostColumns = 20;
/** Well below what the blocks of a message may hold, as a table cannot be cut. */
const mostCharacters = 10_000;

/** A table as Slack's, its first row in bold and all rows as long as the longest; undefined where it is too large. */
export function tableBlock({ table }: Table, surface: Surface): types.TableBlock | undefined {
  const columns = Math.max(0, ...table.map((row) => row.length));
  const characters = table.flat().reduce((sum, runs) => sum + runsText(runs).length, 0);
  const isTooLarge =
    table.length > mostRows || columns > mostColumns || characters > mostCharacters;
  if (columns === 0 || isTooLarge) return undefined;
  return {
    type: "table",
    rows: table.map((row, index) =>
      Array.from({ length: columns }, (_none, column) => {
        const runs = row[column] ?? [];
        return cell(index === 0 ? inBold(runs) : runs, surface);
      }),
    ),
  };
}

function cell(runs: readonly Run[], surface: Surface): types.RichTextBlock {
  const elements = richRuns(runs, surface);
  // A cell must not be empty.
  const shown = elements.length > 0 ? elements : [{ type: "text" as const, text: " " }];
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: shown }] };
}

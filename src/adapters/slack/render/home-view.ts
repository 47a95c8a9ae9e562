import type { types } from "@slack/bolt";
import type { Action } from "../../../chat/action.ts";
import { type Doc, paragraph } from "../../../chat/doc.ts";
import { actionBlocks } from "./action-blocks.ts";
import { docBlocks } from "./doc-blocks.ts";
import { plainLabel } from "./plain-label.ts";
import type { Surface } from "./surface.ts";

/** Something to write in, and the button that sends it. What was written is found by the id, which names block and input. */
type AskBox = {
  readonly id: string;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly send: Action;
};

export type HomeSection =
  | { readonly doc: Doc }
  | { readonly buttons: readonly Action[] }
  | { readonly ask: AskBox };

/** https://docs.slack.dev/surfaces/app-home: more blocks are refused, and so is a view without any. */
const mostBlocks = 100;
const longestLabel = 2_000;
const longestPlaceholder = 150;
const more = [paragraph("There is more than fits here.")];
const nothing = [paragraph("There is nothing here yet.")];

/** The home of somebody who looks at us. What is too much for it is cut off, and the end says so. */
export function homeView(sections: readonly HomeSection[], workspace: string): types.HomeView {
  const surface = { workspace, tables: false, fileOf: () => undefined };
  const blocks = sections.flatMap((section) => sectionBlocks(section, surface));
  if (blocks.length === 0) return homeOf(docBlocks(nothing, surface));
  if (blocks.length <= mostBlocks) return homeOf(blocks);
  return homeOf([...blocks.slice(0, mostBlocks - 1), ...docBlocks(more, surface)]);
}

function homeOf(blocks: readonly types.KnownBlock[]): types.HomeView {
  return { type: "home", blocks: [...blocks] };
}

function sectionBlocks(section: HomeSection, surface: Surface): readonly types.KnownBlock[] {
  if ("doc" in section) return docBlocks(section.doc, surface);
  if ("buttons" in section) return actionBlocks(section.buttons);
  const { id, label, placeholder, send } = section.ask;
  return [
    {
      type: "input",
      block_id: id,
      optional: true,
      label: plainLabel(label, longestLabel),
      element: {
        type: "plain_text_input",
        action_id: id,
        multiline: true,
        ...(placeholder === undefined
          ? {}
          : { placeholder: plainLabel(placeholder, longestPlaceholder) }),
      },
    },
    ...actionBlocks([send]),
  ];
}

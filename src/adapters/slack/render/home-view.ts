import type { types } from "@slack/bolt";
import { paragraph } from "../../../chat/doc.ts";
import type { HomeSection } from "../../../chat/home.ts";
import { askSuffix } from "../in/map-home.ts";
import { actionBlocks } from "./action-blocks.ts";
import { docBlocks } from "./doc-blocks.ts";
import { plainLabel } from "./plain-label.ts";
import type { Surface } from "./surface.ts";

/** https://docs.slack.dev/surfaces/app-home: more blocks are refused, and so is a view without any. */
const mostBlocks = 100;
const longestLabel = 2_000;
const longestPlaceholder = 150;
const longestButton = 75;
const more = [paragraph("There is more than fits here.")];
const nothing = [paragraph("There is nothing here yet.")];

/**
 * The home of somebody who looks at us. What is too much for it is cut off, and the end says so.
 *
 * @param privateMetadata what Slack gives back with what is pressed
 */
export function homeView(
  sections: readonly HomeSection[],
  workspace: string,
  privateMetadata: string,
): types.HomeView {
  const surface = { workspace, tables: false, fileOf: () => undefined };
  const blocks = sections.flatMap((section) => sectionBlocks(section, surface));
  return {
    type: "home",
    private_metadata: privateMetadata,
    blocks: [...fitting(blocks, surface)],
  };
}

function fitting(
  blocks: readonly types.KnownBlock[],
  surface: Surface,
): readonly types.KnownBlock[] {
  if (blocks.length === 0) return docBlocks(nothing, surface);
  if (blocks.length <= mostBlocks) return blocks;
  return [...blocks.slice(0, mostBlocks - 1), ...docBlocks(more, surface)];
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
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: `${id}${askSuffix}`,
          text: plainLabel(send, longestButton),
          value: id,
          style: "primary",
        },
      ],
    },
  ];
}

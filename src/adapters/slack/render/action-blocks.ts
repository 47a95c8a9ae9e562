import type { types } from "@slack/bolt";
import type { Action } from "../../../chat/action.ts";
import { formSuffix } from "../in/map-actions.ts";
import { blockOfCommand } from "./command-block.ts";
import { plainLabel } from "./plain-label.ts";

/** More buttons in a row than these wrap on a telephone. */
const mostInRow = 5;

// https://docs.slack.dev/reference/block-kit/block-elements/button-element and …/composition-objects/confirmation-dialog-object
const longestLabel = 75;
const longestQuestion = 300;
const longestAnswer = 30;

/**
 * Buttons in rows, in their order; their values are the keys of what they do.
 *
 * @param command the one that they answer
 */
export function actionBlocks(
  actions: readonly Action[],
  command?: string,
): readonly types.ActionsBlock[] {
  return Array.from({ length: Math.ceil(actions.length / mostInRow) }, (_none, row) => ({
    type: "actions",
    ...(command === undefined ? {} : { block_id: blockOfCommand(command, row) }),
    elements: actions.slice(row * mostInRow, (row + 1) * mostInRow).map(button),
  }));
}

function button({ id, label, value, style, confirm, opens }: Action): types.Button {
  return {
    type: "button",
    action_id: opens === "form" ? `${id}${formSuffix}` : id,
    text: plainLabel(label, longestLabel),
    value,
    ...(style === "plain" ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: question(confirm, label, style) }),
  };
}

function question(text: string, label: string, style: Action["style"]): types.ConfirmationDialog {
  return {
    title: plainLabel("Are you sure?", 100),
    text: plainLabel(text, longestQuestion),
    confirm: plainLabel(label, longestAnswer),
    deny: plainLabel("Cancel", longestAnswer),
    ...(style === "danger" ? { style } : {}),
  };
}

import type { types } from "@slack/bolt";
import type { Field, Form } from "../../../chat/form.ts";
import { cutText, plainLabel } from "./plain-label.ts";

// https://docs.slack.dev/reference/views/modal-views, …/block-kit/blocks/input-block and …/composition-objects/option-object
const longestTitle = 24;
const longestLabel = 2_000;
const longestOption = 75;
const longestText = 3_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element: more must be in groups. */
const mostOptions = 100;

/**
 * A form as a view. Blocks and inputs are named by their fields, so that what was filled in and what is wrong with it
 * are told by them.
 *
 * @param privateMetadata what Slack gives back with what was filled in
 */
export function modalOf(form: Form, privateMetadata: string): types.ModalView {
  return {
    type: "modal",
    callback_id: form.id,
    private_metadata: privateMetadata,
    title: plainLabel(form.title, longestTitle),
    submit: plainLabel(form.submit, longestTitle),
    close: plainLabel("Cancel", longestTitle),
    blocks: form.fields.map(inputOf),
  };
}

/** Holds the place of a form that is being made. */
export function loadingModal(): types.ModalView {
  return {
    type: "modal",
    title: plainLabel("One moment", longestTitle),
    close: plainLabel("Cancel", longestTitle),
    blocks: [
      {
        type: "rich_text",
        elements: [
          { type: "rich_text_section", elements: [{ type: "text", text: "The form is coming …" }] },
        ],
      },
    ],
  };
}

function inputOf(field: Field): types.InputBlock {
  const { id, label, hint, required } = field;
  return {
    type: "input",
    block_id: id,
    label: plainLabel(label, longestLabel),
    ...(hint === undefined ? {} : { hint: plainLabel(hint, longestLabel) }),
    optional: !required,
    element: elementOf(field),
  };
}

function elementOf(field: Field): types.InputBlock["element"] {
  const { id, kind, value } = field;
  switch (kind) {
    case "choice":
      return choiceOf(field);
    case "person":
      return {
        type: "users_select",
        action_id: id,
        ...(value ? { initial_user: value } : {}),
      };
    case "date":
      return { type: "datepicker", action_id: id, ...(value ? { initial_date: value } : {}) };
    default: {
      const most = Math.min(field.max, longestText);
      return {
        type: "plain_text_input",
        action_id: id,
        multiline: kind === "multiline",
        max_length: most,
        ...(value ? { initial_value: cutText(value, most) } : {}),
      };
    }
  }
}

function choiceOf({ id, options, value }: Field): types.StaticSelect {
  const shown = options.map((option) => ({
    text: plainLabel(option.label, longestOption),
    value: option.value,
  }));
  const initial = shown.find((option) => option.value === value);
  const groups = Array.from({ length: Math.ceil(shown.length / mostOptions) }, (_none, index) => ({
    label: plainLabel(`From ${index * mostOptions + 1} on`, longestOption),
    options: shown.slice(index * mostOptions, (index + 1) * mostOptions),
  }));
  return {
    type: "static_select",
    action_id: id,
    ...(shown.length > mostOptions ? { option_groups: groups } : { options: shown }),
    ...(initial ? { initial_option: initial } : {}),
  };
}

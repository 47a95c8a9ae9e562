import { z } from "zod";
import { activeMention } from "./mention-rules.ts";

// Limits: docs.slack.dev/reference/block-kit, one page for each block and element.

const id = z.string().min(1).max(255);
const emoji = z.boolean().optional();
const parsed = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => activeMention(text) === undefined, "holds an active mention");

/** Text that is shown as it is; Slack reads emoji in it and nothing else. */
export const plainText = (most: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: z.string().min(1).max(most), emoji });
const mrkdwn = (most: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: parsed(most),
    verbatim: z.boolean().optional(),
  });
const anyText = (most: number) => z.discriminatedUnion("type", [plainText(most), mrkdwn(most)]);

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(["primary", "danger"]).optional(),
});
const option = (labelled: z.ZodType) =>
  z.strictObject({
    text: labelled,
    value: z.string().min(1).max(150),
    description: plainText(75).optional(),
    url: z.url().max(3_000).optional(),
  });
const choice = option(plainText(75));
const tick = option(anyText(75));
const action = { action_id: id, confirm: confirm.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const asked = { placeholder: plainText(150).optional(), ...focus };
const day = z.iso.date();

const button = z.strictObject({
  type: z.literal("button"),
  ...action,
  text: plainText(75),
  value: z.string().max(2_000).optional(),
  url: z.url().max(3_000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const choices = {
  options: z.array(choice).min(1).max(100).optional(),
  option_groups: z
    .array(z.strictObject({ label: plainText(75), options: z.array(choice).min(1).max(100) }))
    .max(100)
    .optional(),
};
const staticSelect = z
  .strictObject({
    type: z.literal("static_select"),
    ...action,
    ...asked,
    ...choices,
    initial_option: choice.optional(),
  })
  .refine((one) => (one.options === undefined) !== (one.option_groups === undefined), {
    message: "must have either options or option_groups",
  });
const multiSelect = z.strictObject({
  type: z.literal("multi_static_select"),
  ...action,
  ...asked,
  ...choices,
  initial_options: z.array(choice).min(1).optional(),
  max_selected_items: z.int().min(1).optional(),
});
const usersSelect = z.strictObject({
  type: z.literal("users_select"),
  ...action,
  ...asked,
  initial_user: z.string().optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal("conversations_select"),
  ...action,
  ...asked,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
});
const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...action,
  options: z.array(choice).min(1).max(5),
});
const radios = z.strictObject({
  type: z.literal("radio_buttons"),
  ...action,
  ...focus,
  options: z.array(tick).min(1).max(10),
  initial_option: tick.optional(),
});
const checkboxes = z.strictObject({
  type: z.literal("checkboxes"),
  ...action,
  ...focus,
  options: z.array(tick).min(1).max(10),
  initial_options: z.array(tick).min(1).optional(),
});
const datePicker = z.strictObject({
  type: z.literal("datepicker"),
  ...action,
  ...asked,
  initial_date: day.optional(),
});
const timePicker = z.strictObject({
  type: z.literal("timepicker"),
  ...action,
  ...asked,
  initial_time: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  timezone: z.string().optional(),
});
const dateTimePicker = z.strictObject({
  type: z.literal("datetimepicker"),
  ...action,
  ...focus,
  initial_date_time: z.int().optional(),
});
const typed = { ...action, ...asked, initial_value: z.string().max(3_000).optional() };
const textInput = z.strictObject({
  type: z.literal("plain_text_input"),
  ...typed,
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3_000).optional(),
  max_length: z.int().min(1).max(3_000).optional(),
});
const numberInput = z.strictObject({
  type: z.literal("number_input"),
  ...typed,
  is_decimal_allowed: z.boolean(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const emailInput = z.strictObject({ type: z.literal("email_text_input"), ...typed });
const urlInput = z.strictObject({ type: z.literal("url_text_input"), ...typed });

const picture = {
  alt_text: z.string().min(1).max(2_000),
  image_url: z.url().max(3_000).optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.url().optional() }).optional(),
};
const hasOnePicture = (one: { image_url?: unknown; slack_file?: unknown }) =>
  (one.image_url === undefined) !== (one.slack_file === undefined);
const onePicture = { message: "must have either image_url or slack_file" };
const imageElement = z
  .strictObject({ type: z.literal("image"), ...picture })
  .refine(hasOnePicture, onePicture);

const pressed = [staticSelect, multiSelect, usersSelect, conversationsSelect] as const;
const picked = [radios, checkboxes, datePicker, timePicker] as const;
const accessory = z.discriminatedUnion("type", [
  button,
  imageElement,
  overflow,
  ...pressed,
  ...picked,
]);
const actionElement = z.discriminatedUnion("type", [
  button,
  overflow,
  ...pressed,
  ...picked,
  dateTimePicker,
]);
const inputElement = z.discriminatedUnion("type", [
  textInput,
  numberInput,
  emailInput,
  urlInput,
  ...pressed,
  ...picked,
  dateTimePicker,
]);

const on = z.boolean().optional();
const style = z
  .strictObject({ bold: on, italic: on, strike: on, code: on, underline: on, highlight: on })
  .optional();
// Slack shows these as they are: no mention can be made by writing it.
const verbatim = z.string().min(1);
const richRun = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: verbatim, style }),
  z.strictObject({
    type: z.literal("link"),
    url: z.url().max(3_000),
    text: z.string().optional(),
    unsafe: on,
    style,
  }),
  z.strictObject({
    type: z.literal("emoji"),
    name: verbatim,
    unicode: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal("user"), user_id: z.string().regex(/^[UW]/), style }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: z.string().regex(/^S/), style }),
  z.strictObject({ type: z.literal("channel"), channel_id: z.string().regex(/^[CG]/), style }),
  z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    style,
  }),
  z.strictObject({
    type: z.literal("date"),
    timestamp: z.int(),
    format: verbatim,
    url: z.url().optional(),
    fallback: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal("color"), value: verbatim, style }),
]);
const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(richRun),
});
const richPart = z.discriminatedUnion("type", [
  section,
  z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(richRun).min(1), border }),
  z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(richRun.refine(({ type }) => type === "text" || type === "link")).min(1),
    border,
    language: z.string().optional(),
  }),
]);

const block = { block_id: id.optional() };
const richText = z.strictObject({
  type: z.literal("rich_text"),
  ...block,
  elements: z.array(richPart).min(1),
});
const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: verbatim }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().optional() }),
  richText,
]);
const table = z.strictObject({
  type: z.literal("table"),
  ...block,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: on })
        .nullable(),
    )
    .max(20)
    .optional(),
});
const input = z.strictObject({
  type: z.literal("input"),
  ...block,
  label: plainText(2_000),
  element: inputElement,
  hint: plainText(2_000).optional(),
  optional: on,
  dispatch_action: on,
});
const image = z
  .strictObject({
    type: z.literal("image"),
    ...block,
    ...picture,
    title: plainText(2_000).optional(),
  })
  .refine(hasOnePicture, onePicture);
const sectionBlock = z
  .strictObject({
    type: z.literal("section"),
    ...block,
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: on,
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    message: "must have text or fields",
  });
const anywhere = [
  sectionBlock,
  image,
  richText,
  input,
  z.strictObject({ type: z.literal("divider"), ...block }),
  z.strictObject({ type: z.literal("header"), ...block, text: plainText(150) }),
  z.strictObject({
    type: z.literal("context"),
    ...block,
    elements: z
      .array(z.discriminatedUnion("type", [plainText(3_000), mrkdwn(3_000), imageElement]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal("actions"),
    ...block,
    elements: z.array(actionElement).min(1).max(25),
  }),
] as const;
const markdown = z.strictObject({ type: z.literal("markdown"), ...block, text: parsed(12_000) });

/** Blocks of a message, each by itself. */
export const messageBlocks = z
  .array(z.discriminatedUnion("type", [...anywhere, table, markdown]))
  .max(50);
/** Blocks of a modal or of the home tab, each by itself. */
export const viewBlocks = z.array(z.discriminatedUnion("type", anywhere)).min(1).max(100);

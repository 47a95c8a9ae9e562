import { z } from "zod";
import type { Json } from "./slack-refusal.ts";

/** Something to press, pick or fill in, with the block it stands in. */
export type Offered = {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly element: Json;
  /** The input block around it; what stands elsewhere acts at once. */
  readonly input: Json | undefined;
};

const someJson = z.record(z.string(), z.unknown());
const list = z.array(someJson).catch([]);
const ids = z.looseObject({ type: z.string(), action_id: z.string() });

/** Finds everything in blocks that somebody can press, pick or fill in. */
export function offeredElements(blocks: readonly Json[]): readonly Offered[] {
  return blocks.flatMap((block) => {
    const inside = [...list.parse(block.elements), ...list.parse([block.accessory])];
    const field = list.parse([block.element]);
    return [...inside, ...field].flatMap((element) => {
      const read = ids.safeParse(element);
      if (!read.success) return [];
      const { type, action_id: actionId } = read.data;
      const input = block.type === "input" ? block : undefined;
      return [{ blockId: String(block.block_id), actionId, type, element, input }];
    });
  });
}

/** What a press or a filled field tells: by the kind of element. */
export function chosenJson(
  { type, element }: Offered,
  chosen: string | readonly string[] | undefined,
): Json {
  const all = typeof chosen === "string" ? [chosen] : (chosen ?? []);
  const [one] = all;
  const options = () => all.map((value) => optionOf(element, value));
  switch (type) {
    case "button":
      return {
        text: element.text,
        ...(element.value === undefined ? {} : { value: element.value }),
      };
    case "static_select":
    case "radio_buttons":
    case "overflow":
      return { selected_option: options()[0] ?? null };
    case "multi_static_select":
    case "checkboxes":
      return { selected_options: options() };
    case "users_select":
      return { selected_user: one ?? null };
    case "conversations_select":
      return { selected_conversation: one ?? null };
    case "datepicker":
      return { selected_date: one ?? null };
    case "timepicker":
      return { selected_time: one ?? null };
    case "datetimepicker":
      return { selected_date_time: one === undefined ? null : Number(one) };
    default:
      return { value: one ?? null };
  }
}

function optionOf({ options, option_groups: groups }: Json, value: string): Json {
  const grouped = list.parse(groups).flatMap((group) => list.parse(group.options));
  const option = [...list.parse(options), ...grouped].find((one) => one.value === value);
  if (!option) throw new Error(`No option has the value ${value}.`);
  return option;
}

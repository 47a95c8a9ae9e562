import { chosenJson, type Offered } from "./offered-elements.ts";
import type { Json } from "./slack-refusal.ts";

export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * What a filled-in form tells, by block and action; what nobody touched tells what it began with.
 *
 * @param values by block id or action id
 * @throws Error where Slack itself would not let the form go: a required field is empty, a text too short or too long
 */
export function formState(offered: readonly Offered[], values: FieldValues): Json {
  for (const name of Object.keys(values)) {
    const isKnown = offered.some((one) => one.blockId === name || one.actionId === name);
    if (!isKnown) throw new Error(`The form has no field ${name}.`);
  }
  const state: Record<string, Record<string, Json>> = {};
  for (const one of offered) {
    const value = values[one.blockId] ?? values[one.actionId] ?? initialOf(one);
    if (one.input) checkField(one, value);
    state[one.blockId] = {
      ...state[one.blockId],
      [one.actionId]: { type: one.type, ...chosenJson(one, value) },
    };
  }
  return { values: state };
}

function checkField({ blockId, input, element }: Offered, value: FieldValues[string] = ""): void {
  if (value.length === 0) {
    if (input?.optional !== true)
      throw new Error(`${blockId} is required: Slack does not send it.`);
    return;
  }
  const { min_length: least, max_length: most } = element;
  const isShort = typeof least === "number" && value.length < least;
  const isLong = typeof most === "number" && value.length > most;
  if (isShort || isLong)
    throw new Error(`${blockId} is too short or too long for Slack to send it.`);
}

function initialOf({ element }: Offered): string | undefined {
  const {
    initial_value: text,
    initial_option: option,
    initial_date: date,
    initial_user: user,
  } = element;
  const value =
    typeof option === "object" && option && "value" in option ? option.value : undefined;
  const initial = text ?? value ?? date ?? user;
  return typeof initial === "string" ? initial : undefined;
}

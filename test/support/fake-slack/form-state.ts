import { chosenJson, type Offered } from "./offered-elements.ts";
import type { Json } from "./slack-refusal.ts";

type FieldValue = string | readonly string[];

/** By block id or action id. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What somebody typed or picked, by {@link fieldKey}. */
export type FilledIn = ReadonlyMap<string, FieldValue>;

/** What acts and holds nothing: no state tells of it. */
const stateless: ReadonlySet<string> = new Set(["button", "overflow", "workflow_button"]);

/** Names a field: what is in it stays as long as the view offers the same one. */
function fieldKey({ blockId, actionId, type }: Offered): string {
  return JSON.stringify([blockId, actionId, type]);
}

/** Adds what somebody types or picks. @throws Error where there is no such field, or it takes no more */
export function fillIn(
  offered: readonly Offered[],
  filled: FilledIn,
  values: FieldValues,
): FilledIn {
  const fields = offered.filter(isField);
  const added = Object.entries(values).flatMap(([name, value]) => {
    const named = fields.filter((one) => one.blockId === name || one.actionId === name);
    if (named.length === 0) throw new Error(`The view has no field ${name}.`);
    return named.map((one) => [fieldKey(one), fitting(one, value)] as const);
  });
  return new Map([...filled, ...added]);
}

/** What is left of it in a new version of the view. */
export function keptIn(offered: readonly Offered[], filled: FilledIn): FilledIn {
  const keys = new Set(offered.map(fieldKey));
  return new Map([...filled].filter(([key]) => keys.has(key)));
}

/** What a view tells of its fields, by block and action; what nobody touched tells what it began with. */
export function fieldState(offered: readonly Offered[], filled: FilledIn): Json {
  const state: Record<string, Record<string, Json>> = {};
  for (const one of offered.filter(isField)) {
    state[one.blockId] = {
      ...state[one.blockId],
      [one.actionId]: { type: one.type, ...chosenJson(one, valueIn(one, filled)) },
    };
  }
  return { values: state };
}

/** @throws Error where Slack itself would not let the form go: a required field is empty, a text too short */
export function checkSent(offered: readonly Offered[], filled: FilledIn): void {
  for (const one of offered.filter(({ input }) => input !== undefined)) {
    const { blockId, input, element } = one;
    const { length } = valueIn(one, filled) ?? "";
    if (length === 0 && input?.optional !== true) {
      throw new Error(`${blockId} is required: Slack does not send it.`);
    }
    const { min_length: least } = element;
    if (length > 0 && typeof least === "number" && length < least) {
      throw new Error(`${blockId} is too short for Slack to send it.`);
    }
  }
}

function isField({ type }: Offered): boolean {
  return !stateless.has(type);
}

function fitting({ blockId, element: { max_length: most } }: Offered, value: FieldValue) {
  if (typeof most === "number" && value.length > most) {
    throw new Error(`${blockId} is too long: Slack takes no more.`);
  }
  return value;
}

function valueIn(one: Offered, filled: FilledIn): FieldValue | undefined {
  return filled.get(fieldKey(one)) ?? initialOf(one);
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

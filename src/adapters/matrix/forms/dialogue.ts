import { commandText } from "../../../chat/command-text.ts";
import { type Form, validateForm, valueTyped } from "../../../chat/form.ts";

type Values = Readonly<Record<string, string>>;

/** A form that somebody fills in message by message: what is entered so far, and the field asked for, or the summary behind the last. */
export type Dialogue = { readonly form: Form; readonly field: number; readonly values: Values };

/** What is said to a message. */
export type Say =
  /** Asks for a field, again where there is a problem with what was entered. */
  | { readonly say: "question"; readonly field: number; readonly problem?: string }
  /** Shows what is entered, and asks whether to send it. */
  | { readonly say: "summary"; readonly values: Values }
  | { readonly say: "done"; readonly values: Values }
  | { readonly say: "cancelled" };

export type Asked = Extract<Say, { readonly say: "question" | "summary" }>;

/** A dialogue of which nothing is filled in yet. */
export function beginDialogue(form: Form): Dialogue {
  return { form, field: 0, values: {} };
}

/** What a dialogue waits for. */
export function asked({ form, field, values }: Dialogue): Asked {
  return field < form.fields.length ? { say: "question", field } : { say: "summary", values };
}

/**
 * Takes a message as what was asked for; without words it is none. A field's problem is told at once, so that what the summary
 * shows can be sent.
 *
 * @returns the dialogue as it goes on; undefined when it is over
 */
export function next(
  dialogue: Dialogue,
  said: string,
): { readonly state: Dialogue | undefined; readonly say: Say } {
  const { form, field, values } = dialogue;
  const word = commandText(said);
  if (word === "cancel") return { state: undefined, say: { say: "cancelled" } };
  if (word === "back") return goOn({ ...dialogue, field: Math.max(0, field - 1) });
  if (said.trim() === "") return goOn(dialogue);
  const one = form.fields[field];
  if (!one) return decide(dialogue, word);
  const typed = skips.includes(word) ? leftOut(dialogue) : valueTyped(one, said);
  const entered = { ...values, [one.id]: typed };
  const [wrong] = validateForm({ ...form, fields: [one] }, entered);
  if (wrong) return { state: dialogue, say: { say: "question", field, problem: wrong.problem } };
  return goOn({ form, field: field + 1, values: entered });
}

const skips = ["-", "skip"];
const sends = ["✅", "yes", "y", "send", "send it"];
const discards = ["❌", "no", "n", "discard"];

function goOn(state: Dialogue): ReturnType<typeof next> {
  return { state, say: asked(state) };
}

function decide(dialogue: Dialogue, word: string): ReturnType<typeof next> {
  const { form, values } = dialogue;
  if (discards.includes(word)) return { state: undefined, say: { say: "cancelled" } };
  return sends.includes(word) || word === commandText(form.submit)
    ? { state: undefined, say: { say: "done", values } }
    : goOn(dialogue);
}

/** What is left out has what the form came with; what must be filled in keeps what was entered before somebody went back. */
function leftOut({ form, field, values }: Dialogue): string {
  const { id, required, value = "" } = form.fields[field] ?? { id: "", required: false };
  return required && Object.hasOwn(values, id) ? (values[id] ?? "") : value;
}

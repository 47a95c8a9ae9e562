import type { Field, Form } from "../chat/form.ts";

export const overrideFormId = "override";

const mostWords = 200;

/** The form by which somebody is put on call for a while. */
export function overrideForm(instance: string): Form {
  return {
    id: overrideFormId,
    title: "Override",
    submit: "Put on call",
    instance,
    fields: [
      field("schedule", "Schedule", "its name, such as primary"),
      field("person", "Who serves", "such as @bo"),
      field("from", "From", "such as fri 18:00"),
      field("to", "To", "such as mon 9:00"),
    ],
  };
}

/** What was filled in, as one would type it after `override`. */
export function overrideWords(values: Readonly<Record<string, string>>): string {
  const { schedule = "", person = "", from = "", to = "" } = values;
  return `${schedule.trim()} ${mention(person.trim())} ${from.trim()} to ${to.trim()}`;
}

/** A name that nobody has is asked back then, and not taken for a question. */
function mention(person: string): string {
  return /^[@<]/.test(person) ? person : `@${person}`;
}

function field(id: string, label: string, hint: string): Field {
  return { id, label, hint, kind: "text", required: true, max: mostWords, options: [] };
}

import type { Form } from "../chat/form.ts";

export const gapFormId = "gap";

const mostText = 2_000;

/** The form by which somebody tells what is lacking. */
export function gapForm(instance: string): Form {
  return {
    id: gapFormId,
    title: "Log a gap",
    submit: "Log",
    instance,
    fields: [
      {
        id: "text",
        label: "What is missing",
        hint: "as one would ask it: how do I rotate the mail keys?",
        kind: "multiline",
        required: true,
        max: mostText,
        options: [],
      },
    ],
  };
}

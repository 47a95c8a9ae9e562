import type { Form } from "../chat/form.ts";

export const gapFormId = "gap";

const mostText = 2_000;

/** The form by which somebody tells what is lacking. @param text what stands in it already */
export function gapForm(instance: string, text = ""): Form {
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
        value: text === "" ? undefined : text.slice(0, mostText).toWellFormed(),
        options: [],
      },
    ],
  };
}

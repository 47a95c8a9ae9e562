import type { Form } from "../../../../src/chat/form.ts";

const usual = { kind: "text", required: true, max: 20, options: [] } as const;

/** What it takes to page somebody: a choice, a text, and a day that may be left out. */
export const pageForm: Form = {
  id: "page",
  title: "Page somebody",
  submit: "Page",
  instance: "page:7",
  fields: [
    {
      ...usual,
      id: "urgency",
      label: "Urgency",
      kind: "choice",
      options: [
        { value: "high", label: "High" },
        { value: "low", label: "Low" },
      ],
    },
    { ...usual, id: "text", label: "What is wrong", hint: "in a few words" },
    { ...usual, id: "day", label: "Since", kind: "date", required: false },
  ],
};

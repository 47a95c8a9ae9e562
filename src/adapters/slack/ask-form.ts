import type { Form } from "../../chat/form.ts";
import { mostText } from "../../chat/inbox-item.ts";

/** In which somebody asks, wherever in Slack they are. */
export const askForm = {
  id: "ask",
  title: "Ask AMA",
  submit: "Ask",
  instance: "ask",
  fields: [
    {
      id: "question",
      label: "What do you want to know?",
      hint: "The answer comes as a direct message.",
      kind: "multiline",
      required: true,
      max: mostText,
      options: [],
    },
  ],
} as const satisfies Form;

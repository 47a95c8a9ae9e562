import { type Block, type Doc, paragraph, type Run } from "../../../chat/doc.ts";
import type { Field, Form } from "../../../chat/form.ts";

const howToAnswer: Readonly<Record<Field["kind"], string>> = {
  text: "Write it as your next message.",
  multiline: "Write it as your next message, in as many lines as you like.",
  choice: "Write the number or what stands beside it.",
  person: "Mention them in your next message.",
  date: "Write the day, as 2026-10-31.",
};

/**
 * Asks for one field of a form.
 *
 * @param index of the field, from 0
 * @param problem what is wrong with what was written for it before
 */
export function fieldQuestion(form: Form, index: number, problem?: string): Doc {
  const field = form.fields[index];
  if (!field) throw new Error(`The form ${form.id} has no field ${index}.`);
  const { label, hint, kind, options } = field;
  const choices: readonly Block[] =
    options.length === 0
      ? []
      : [{ list: options.map((option) => [paragraph(option.label)]), ordered: true }];
  return [
    ...titled(form, `${index + 1} of ${form.fields.length}`),
    ...(problem === undefined ? [] : [{ callout: "warning" as const, body: [paragraph(problem)] }]),
    { p: [{ text: label, bold: true }, ...(hint === undefined ? [] : [{ text: `\n${hint}` }])] },
    ...choices,
    {
      p: [
        { text: `${howToAnswer[kind]} ` },
        ...howToSkip(field),
        ...(index > 0 ? howToGoBack : []),
        ...howToCancel,
      ],
    },
  ];
}

/** Shows what was filled in, and asks whether to send it. */
export function formSummary(form: Form, values: Readonly<Record<string, string>>): Doc {
  const items = form.fields.map((field): Doc => {
    const value = Object.hasOwn(values, field.id) ? values[field.id] : undefined;
    return [{ p: [{ text: `${field.label}: `, bold: true }, { text: shownValue(field, value) }] }];
  });
  return [
    ...titled(form, "complete"),
    { list: items, ordered: false },
    {
      p: [
        { text: "✅ or " },
        { text: "send", code: true },
        { text: `: ${form.submit}. ` },
        ...howToGoBack,
        ...howToCancel,
      ],
    },
  ];
}

function titled({ title }: Form, where: string): Doc {
  return [{ p: [{ text: title, bold: true }, { text: ` – ${where}` }] }];
}

const howToGoBack: readonly Run[] = [
  { text: "back", code: true },
  { text: " goes to what was asked before. " },
];
const howToCancel: readonly Run[] = [
  { text: "cancel", code: true },
  { text: " ends this, and nothing is sent." },
];

function howToSkip(field: Field): readonly Run[] {
  const { required, value = "" } = field;
  if (required && value === "") return [];
  const what = value === "" ? "leaves it out" : `leaves it at "${shownValue(field, value)}"`;
  return [{ text: "skip", code: true }, { text: ` ${what}. ` }];
}

function shownValue({ options }: Field, value = ""): string {
  if (value.trim() === "") return "–";
  return options.find((option) => option.value === value)?.label ?? value;
}

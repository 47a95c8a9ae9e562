import { typedNumber } from "./typed-number.ts";

export type Field = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly kind: "text" | "multiline" | "choice" | "person" | "date";
  readonly required: boolean;
  /** Most characters. */
  readonly max: number;
  /** What stands in it when it opens; of a choice one of its options. */
  readonly value?: string | undefined;
  /** Of a choice. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** Something to fill in. */
export type Form = {
  readonly id: string;
  readonly title: string;
  /** Label of the button that sends it. */
  readonly submit: string;
  /** Tells this filling-in from others of the same form. */
  readonly instance: string;
  readonly fields: readonly Field[];
};

export type FieldProblem = { readonly field: string; readonly problem: string };

/** What is wrong with what was filled in, field by field; every adapter asks before it acknowledges. */
export function validateForm(
  { fields }: Form,
  values: Readonly<Record<string, string>>,
): readonly FieldProblem[] {
  return fields.flatMap(({ id, kind, required, max, options }): FieldProblem[] => {
    const value = (Object.hasOwn(values, id) ? (values[id] ?? "") : "").trim();
    if (value === "") return required ? [{ field: id, problem: "This must be filled in." }] : [];
    if (value.length > max) {
      return [{ field: id, problem: `${value.length} characters: at most ${max} are possible.` }];
    }
    if (kind === "choice" && !options.some((option) => option.value === value)) {
      const labels = options.map(({ label }) => label).join(", ");
      return [{ field: id, problem: `Choose one of: ${labels}.` }];
    }
    return kind === "date" && !isDate(value)
      ? [{ field: id, problem: "Write a day that exists, as 2026-10-31." }]
      : [];
  });
}

/** The value that a line stands for, where a form is filled in by typing: of a choice the option's number or label does. */
export function valueTyped({ kind, options }: Field, line: string): string {
  const typed = line.trim();
  if (kind !== "choice") return typed;
  const number = typedNumber(typed);
  const labelled = options.find(({ label }) => label.toLowerCase() === typed.toLowerCase());
  const numbered = number === undefined ? undefined : options[number - 1];
  const meant = options.find(({ value }) => value === typed) ?? labelled ?? numbered;
  return meant?.value ?? typed;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

import {
  type Field,
  type FieldProblem,
  type Form,
  validateForm,
  valueTyped,
} from "../../chat/form.ts";

/** A form half filled in: the fields still to ask, the first of them now, and what was entered so far. */
export type FillingIn = {
  readonly form: Form;
  readonly toAsk: readonly Field[];
  readonly values: Readonly<Record<string, string>>;
};

export type Filled =
  | { readonly state: "asking"; readonly next: FillingIn; readonly problems: readonly string[] }
  | { readonly state: "cancelled" }
  | { readonly state: "done"; readonly values: Readonly<Record<string, string>> };

/** A form of which nothing is filled in yet. */
export function beginForm(form: Form): FillingIn {
  return { form, toAsk: form.fields, values: {} };
}

/** What is shown once, before the first field. */
export function formOpening({ title }: Form): string {
  return `${title}\n("cancel" ends it; an empty line leaves out what is optional)`;
}

/** What is shown to ask for the next field: label and hint, and the options of a choice by their numbers. */
export function fieldPrompt({ toAsk: [field] }: FillingIn): string {
  if (!field) return "";
  const { label, hint, required, options, value } = field;
  const shown = options.find((option) => option.value === value)?.label ?? value;
  const remark = [
    ...(hint ? [hint] : []),
    ...(required ? [] : ["optional"]),
    ...(shown ? [`an empty line leaves it at "${shown}"`] : []),
  ].join("; ");
  return [
    `${label}${remark === "" ? "" : ` (${remark})`}:`,
    ...options.map((option, index) => `  ${index + 1}. ${option.label}`),
  ].join("\n");
}

/**
 * Takes a line as the value of the field that was asked for. A problem is told and its field asked again, at once; what
 * only the whole form shows, at its end.
 */
export function fillIn({ form, toAsk, values }: FillingIn, line: string): Filled {
  if (line.trim().toLowerCase() === "cancel") return { state: "cancelled" };
  const [field, ...rest] = toAsk;
  if (!field) return { state: "done", values };
  const typed = line.trim() === "" ? (field.value ?? "") : valueTyped(field, line);
  const entered = { ...values, [field.id]: typed };
  const own = validateForm({ ...form, fields: [field] }, entered);
  if (own.length > 0) {
    return { state: "asking", next: { form, toAsk, values }, problems: told(own, form) };
  }
  if (rest.length > 0) {
    return { state: "asking", next: { form, toAsk: rest, values: entered }, problems: [] };
  }
  const all = validateForm(form, entered);
  if (all.length === 0) return { state: "done", values: entered };
  const again = form.fields.filter(({ id }) => all.some((problem) => problem.field === id));
  const next = { form, toAsk: again, values: entered };
  return { state: "asking", next, problems: told(all, form) };
}

function told(problems: readonly FieldProblem[], { fields }: Form): readonly string[] {
  return problems.map(({ field, problem }) => {
    const label = fields.find(({ id }) => id === field)?.label ?? field;
    return `${label}: ${problem}`;
  });
}

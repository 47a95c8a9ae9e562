import { type Form, validateForm } from "../chat/form.ts";

/** What is wrong with a form that was sent, in a sentence for each field; undefined: nothing is. */
export function formProblems(
  form: Form,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const problems = validateForm(form, values).map(({ field, problem }) => {
    return `${form.fields.find(({ id }) => id === field)?.label ?? field}: ${problem}`;
  });
  return problems.length === 0 ? undefined : problems.join(" ");
}

import type { Entry } from "./entry.ts";
import { entryFieldsSchema } from "./entry-fields.ts";
import { slug } from "./entry-id.ts";
import { titleForm } from "./title-form.ts";
import { verbKind } from "./verbs.ts";

/**
 * Says why a title will not do for a new entry of this type: it has 3 to 80 characters, and ends neither with a full stop
 * nor with "runbook"; that of a runbook begins with a verb, which is no gerund. Of words that may be verbs none is refused.
 *
 * @param names what services are called: a title that begins with such a name says what it is about, not what to do
 * @returns the rest of a sentence that begins with the title: what is wrong and what to do; undefined when it will do
 */
export function titleFault(
  title: string,
  type: Entry["type"],
  names: readonly string[],
): string | undefined {
  if (!entryFieldsSchema.shape.title.safeParse(title).success) {
    const remedy = title.length < 3 ? "Say what the entry is about." : "Shorten it.";
    return `has ${title.length} characters: expected 3 to 80. ${remedy}`;
  }
  const form = titleForm(title, type);
  if (form) return `${form.found}: expected ${form.expected}. ${form.remedy}`;
  if (type !== "runbook") return undefined;
  const [first = ""] = title.split(/\s/);
  const kind = verbKind(first);
  const named = slug(title);
  const isName = names.map(slug).some((name) => name !== "" && `${named}-`.startsWith(`${name}-`));
  if (kind === "other" || (kind === "unknown" && isName)) {
    return `begins with "${first}": a runbook's title begins with a verb, as in "Restart kafka". Say what to do.`;
  }
  return undefined;
}

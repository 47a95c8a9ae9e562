import { placeholdersIn } from "../placeholder.ts";
import type { Check, Found } from "./check.ts";
import { declaredNames } from "./declared-names.ts";
import type { LintPage } from "./lint-page.ts";
import { placedFences } from "./placed-fences.ts";
import { runbooksAmong } from "./runbooks-among.ts";
import { shownLines } from "./shown-lines.ts";

/** K085: placeholders that stand for nothing, each where it stands first, and params that no placeholder stands for. */
export const placeholders: Check = function* ({ pages, catalogue }) {
  for (const page of runbooksAmong(pages)) {
    const { entry, file, text, at } = page;
    const params = Object.keys(entry.params);
    if (!text.includes("{{") && params.length === 0) continue;
    const names = declaredNames(entry, catalogue);
    const environmentAt = createEnvironments(page);
    const told = new Set<string>();
    const used = new Set(Object.values(entry.params).map(({ from }) => from));
    for (const { line, text: shown } of shownLines(text)) {
      if (!shown.includes("{{")) continue;
      for (const name of placeholdersIn(shown)) {
        used.add(name);
        const message = names.faultOf(name, environmentAt(line));
        if (message === undefined || told.has(name)) continue;
        told.add(name);
        const written = `{{${name}}}`;
        yield {
          rule: "K085",
          file,
          line,
          column: indexOf(written, shown) + 1,
          length: written.length,
          message,
          about: name,
        } satisfies Found;
      }
    }
    for (const name of params) {
      if (used.has(name)) continue;
      const message = `The param "${name}" is never used: no "{{${name}}}" stands in the text.`;
      const found = { rule: "K085", severity: "warning", file, message } as const;
      yield { ...found, ...at(["params", name]), about: `param ${name}` };
    }
  }
};

/** The environment that a line is for, where its fence says so. */
function createEnvironments(page: LintPage): (line: number) => string | undefined {
  if (!/\benv"?\s*[=:]/.test(page.text)) return () => undefined;
  const bound = placedFences(page).filter(({ attributes: { env = "" } }) =>
    Object.hasOwn(page.entry.environments, env),
  );
  return (line) =>
    bound.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine)?.attributes.env;
}

/** Where a placeholder stands first without a backslash before it. */
function indexOf(written: string, line: string): number {
  let index = line.indexOf(written);
  while (index > 0 && line[index - 1] === "\\") index = line.indexOf(written, index + 1);
  return Math.max(0, index);
}

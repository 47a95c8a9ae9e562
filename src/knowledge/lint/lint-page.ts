import type { Entry } from "../entry.ts";
import { splitFrontMatter } from "../front-matter.ts";
import type { ParsedPage } from "../parse-page.ts";
import type { Place } from "../problem.ts";
import type { YamlPath } from "../yaml-source.ts";
import { type ProseLine, proseLines } from "./prose-lines.ts";

/** A page as lint looks at it. */
export type LintPage = {
  readonly file: string;
  readonly entry: Entry;
  readonly text: string;
  /** Its lines outside of code; the same list on every call. */
  readonly prose: () => readonly ProseLine[];
  readonly fields: () => Readonly<Record<string, unknown>>;
  /** Where a key or list item of the front matter stands. */
  readonly at: (path: YamlPath) => Place;
};

/** Reads front matter and prose of a page again when a check asks for them: most pages have no fault to place. */
export function lintPageOf({ file, text, entry }: ParsedPage): LintPage | undefined {
  if (text === undefined || entry === undefined) return undefined;
  let prose: readonly ProseLine[] | undefined;
  let head: Pick<LintPage, "fields" | "at"> | undefined;
  const readHead = () => {
    if (head) return head;
    const frontMatter = splitFrontMatter(text, file, false);
    head =
      "problem" in frontMatter
        ? { fields: () => ({}), at: () => ({ line: 1, column: 1 }) }
        : { fields: () => frontMatter.fields, at: frontMatter.at };
    return head;
  };
  return {
    file,
    entry,
    text,
    prose() {
      prose ??= proseLines(text);
      return prose;
    },
    fields: () => readHead().fields(),
    at: (path) => readHead().at(path),
  };
}

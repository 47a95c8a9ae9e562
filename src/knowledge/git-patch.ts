/** One file in a commit: what it was and what it became; undefined where it was not there. */
export type FilePatch = {
  readonly before: FileSide | undefined;
  readonly after: FileSide | undefined;
};

/** A file's name, and the lines of it that the patch shows. */
export type FileSide = { readonly name: string; readonly text: string };

type Draft = {
  names: { before: string | undefined; after: string | undefined };
  readonly before: string[];
  readonly after: string[];
};

/**
 * Reads the patch of one commit as git writes it with the prefixes `a/` and `b/`. A file that only changes its mode, and one
 * that is empty before and after, is not there.
 */
export function readPatch(lines: readonly string[]): readonly FilePatch[] {
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  // How many lines of the hunk are still to come; what they hold is never taken for a header.
  let before = 0;
  let after = 0;
  for (const line of lines) {
    if (before > 0 || after > 0) {
      const sign = line[0] ?? " ";
      if (sign === "\\") continue; // "\ No newline at end of file"
      if (sign !== "+") {
        before -= 1;
        draft?.before.push(line.slice(1));
      }
      if (sign !== "-") {
        after -= 1;
        draft?.after.push(line.slice(1));
      }
    } else if (line.startsWith("diff --git ")) {
      draft = { names: { before: undefined, after: undefined }, before: [], after: [] };
      drafts.push(draft);
    } else if (line.startsWith("@@ ")) {
      const [, old = "1", now = "1"] = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line) ?? [];
      before = Number(old);
      after = Number(now);
    } else if (draft) {
      draft.names = { ...draft.names, ...nameIn(line) };
    }
  }
  return drafts.map(({ names, ...texts }) => ({
    before: sideOf(names.before, texts.before),
    after: sideOf(names.after, texts.after),
  }));
}

function sideOf(name: string | undefined, lines: readonly string[]): FileSide | undefined {
  return name === undefined ? undefined : { name, text: lines.join("\n") };
}

/** The name that a line of a patch's head gives, and of which side. */
function nameIn(line: string): { before?: string | undefined; after?: string | undefined } {
  const [, word, written = ""] = /^(rename from|rename to|---|\+\+\+) (.*)$/.exec(line) ?? [];
  const name = unquote(written);
  if (word === "rename from") return { before: name };
  if (word === "rename to") return { after: name };
  const path = name === "/dev/null" ? undefined : name.replace(/^[ab]\//, "");
  if (word === "---") return { before: path };
  return word === "+++" ? { after: path } : {};
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** A name with a control character, a quote or a backslash stands in quotes; one with a blank ends in a tab. */
function unquote(written: string): string {
  const [, quoted] = /^"(.*)"$/.exec(written.replace(/\t$/, "")) ?? [];
  if (quoted === undefined) return written.replace(/\t$/, "");
  return quoted.replace(/\\(?:([0-7]{3})|(.))/g, (_all, octal?: string, letter = "") =>
    octal === undefined
      ? (escapes[letter] ?? letter)
      : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

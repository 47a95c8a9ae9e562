import type { ProseLine } from "./prose-lines.ts";

/** Where a page points to. */
export type Link = {
  /** As it is written, without title. */
  readonly target: string;
  readonly line: number;
  readonly column: number;
};

/** Markdown's links, pictures and reference definitions, and those of HTML; a link's text may stand on the line above. */
const forms = [
  /\]\(\s*(?:<([^>]*)>|((?:[^()\s]|\([^()\s]*\))+))/dg,
  /^ {0,3}\[[^\]^][^\]]*\]:\s+(?:<([^>]*)>|(\S+))/dg,
  /<(?:a|img)\s[^>]*?\b(?:href|src)=(?:"([^"]*)"|'([^']*)')/dgi,
];

/** Finds the links of a page in its prose; what stands in a comment is no link. */
export function* linksIn(prose: readonly ProseLine[]): Iterable<Link> {
  let inComment = false;
  for (const { line, text } of prose) {
    const [shown, open] = blankComments(text, inComment);
    inComment = open;
    if (!/\]\(|\]:|<(?:a|img)\s/i.test(shown)) continue;
    for (const form of forms) {
      for (const found of shown.matchAll(form)) {
        const span = found.indices?.[1] ?? found.indices?.[2];
        if (span) yield { target: shown.slice(...span), line, column: span[0] + 1 };
      }
    }
  }
}

function blankComments(text: string, startsInside: boolean): readonly [string, boolean] {
  if (!startsInside && !text.includes("<!--")) return [text, false];
  let shown = "";
  let inside = startsInside;
  let from = 0;
  for (;;) {
    const end = text.indexOf(inside ? "-->" : "<!--", from);
    const part = end < 0 ? text.slice(from) : text.slice(from, end + (inside ? 3 : 0));
    shown += inside ? " ".repeat(part.length) : part;
    if (end < 0) return [shown, inside];
    from = end + (inside ? 3 : 0);
    inside = !inside;
  }
}

import { mapProseLines } from "./code-fences.ts";
import type { Heading } from "./heading-levels.ts";
import { tameMarkdown } from "./tame-markdown.ts";
import { dropTemplateResidue } from "./template-residue.ts";

/** What a glance over a page shows, without parsing it: enough to find it. */
export type Skimmed = {
  readonly headings: readonly Heading[];
  /** The words of its paragraphs, code included; the marks of Markdown and HTML are gone. */
  readonly paragraphs: readonly string[];
};

/**
 * Reads a Markdown body line by line for its headings and words. Parsing costs many times as much, and of a thousand
 * pages a question needs the words of all, but the form of one or two.
 *
 * @param foreign as for {@link parseMarkdown}
 */
export function skim(body: string, foreign: boolean): Skimmed {
  const headings: Heading[] = [];
  const text = tameMarkdown(dropComments(dropTemplateResidue(body, foreign)));
  let above = "";
  // A heading ends a paragraph: it is marked by an empty line in its place.
  const prose = mapProseLines(text, (line) => {
    const hashes = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
    const underline = /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line)?.[1];
    const title = above;
    above = hashes || underline || /^ {0,3}(?:[>|]|[-*+] |\d+[.)] )/.test(line) ? "" : line.trim();
    if (hashes) headings.push({ depth: hashes[1]?.length ?? 1, text: plainLine(hashes[2] ?? "") });
    else if (underline && title !== "") {
      headings.push({ depth: underline.startsWith("=") ? 1 : 2, text: plainLine(title) });
    } else return plainLine(line);
    return "";
  });
  const paragraphs = prose
    .split(/\n[ \t]*\n/)
    .map((part) =>
      part
        .replace(/^[ \t]*(?:```|~~~).*$/gm, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((part) => part !== "");
  return { headings: headings.filter(({ text: one }) => one !== ""), paragraphs };
}

/** One that never closes stays. */
function dropComments(text: string): string {
  let kept = "";
  let from = 0;
  for (;;) {
    const open = text.indexOf("<!--", from);
    const close = open < 0 ? -1 : text.indexOf("-->", open + 4);
    if (close < 0) return kept + text.slice(from);
    kept += text.slice(from, open);
    from = close + 3;
  }
}

/** A line of Markdown as its words. */
function plainLine(line: string): string {
  return line
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/^\s*\[[^\]]+\]:\s.*$/, "")
    .replace(/\s*\{[#.][^}]*\}\s*$/, "")
    .replace(/<\/?[a-z][^>]*>/gi, " ")
    .replace(/^[\s>]*(?:[-*+]|\d+[.)])?\s*(?:\[[ xX]\]\s)?/, "")
    .replace(/[*~`|]+|\b_+|_+\b/g, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
}

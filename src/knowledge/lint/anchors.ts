import { mapProseLines } from "../code-fences.ts";
import { proseLines } from "./prose-lines.ts";

/**
 * The anchors that a page's headings have on GitHub, and those that its HTML and `{#id}` marks set: lower case, without
 * punctuation, blanks as `-`; a heading that stands twice gets `-1`.
 */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  let above = "";
  mapProseLines(text, (line) => {
    const hashes = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)?.[1];
    const heading = hashes ?? (/^ {0,3}(?:=+|-{2,})[ \t]*$/.test(line) ? above : undefined);
    above = line.trim();
    if (heading === undefined) return line;
    const own = /\{#([^}\s]+)[^}]*\}\s*$/.exec(heading)?.[1];
    if (own !== undefined) anchors.add(own.toLowerCase());
    const slug = anchorOf(heading.replace(/\{#[^}]*\}\s*$/, ""));
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
    return line;
  });
  for (const { text: line } of proseLines(text)) {
    for (const [, id = ""] of line.matchAll(/<[a-z][^>]*?\s(?:id|name)=["']?([^"'\s>]+)/gi)) {
      anchors.add(id.toLowerCase());
    }
  }
  return anchors;
}

/** @see https://github.com/gjtorikian/html-pipeline, whose table-of-contents filter GitHub uses */
function anchorOf(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/\b_+(?=\w)|(?<=\w)_+\b(?!\w)/g, (run) => (run.length > 2 ? run : ""))
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

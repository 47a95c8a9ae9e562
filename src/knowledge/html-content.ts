import { fromHtml } from "hast-util-from-html";
import { toMdast } from "hast-util-to-mdast";
import { htmlTagNames } from "html-tag-names";
import type { PhrasingContent, RootContent } from "mdast";

const names = new Set(htmlTagNames);
/** Elements whose text is not for readers. */
const unseen = /^<(script|style|template|noscript|iframe|svg|head|title)\b/i;

/** The content of a block of HTML as Markdown: its text, links, lists and tables; never a tag. */
export function readHtmlBlock(html: string): RootContent[] {
  if (!/<[a-z/]/i.test(html)) return [];
  const tree = toMdast(fromHtml(html, { fragment: true }));
  return tree.type === "root" ? tree.children.filter((node) => node.type !== "html") : [];
}

/**
 * Takes the tags out of a line of text and keeps what stands between them.
 *
 * A line break stays one. Words in angle brackets that are no element of HTML nor a component (`<namespace>`,
 * `<cluster id>`) are a placeholder somebody wrote: it stays, as text.
 */
export function dropInlineHtml(runs: readonly PhrasingContent[]): PhrasingContent[] {
  const kept: PhrasingContent[] = [];
  let hidden: string | undefined;
  for (const run of runs) {
    if (hidden !== undefined) {
      if (run.type === "html" && run.value.toLowerCase().startsWith(`</${hidden}`))
        hidden = undefined;
    } else if (run.type !== "html") kept.push(run);
    else if (/^<br\b/i.test(run.value)) kept.push({ type: "break" });
    else if (isPlaceholder(run.value)) kept.push({ type: "text", value: run.value });
    else hidden = unseen.exec(run.value)?.[1]?.toLowerCase();
  }
  return kept;
}

function isPlaceholder(tag: string): boolean {
  const name = /^<([a-z][\w-]*|[A-Z][A-Z0-9_-]*)(?:[ \n][\w \n-]*)?>$/.exec(tag)?.[1];
  return name !== undefined && !names.has(name.toLowerCase());
}

import type { BlockContent, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Section } from "./section.ts";

/** A page without H2 and at most this long is its own answer. */
const shortPage = 900;

/**
 * The part of a page that is said in chat, word for word: its first paragraph (with the list, code or table it
 * announces), below a leading warning; the whole of a short page; failing both the first paragraph of the section that
 * says when the page applies, or of any section.
 *
 * @returns empty when the page holds nothing but headings
 */
export function chatAnswer(
  lead: readonly RootContent[],
  sections: readonly Section[],
): readonly RootContent[] {
  const opening = shown(lead);
  const warnings = opening.findIndex((node) => !isWarning(node));
  const cut = warnings < 0 ? opening.length : warnings;
  const above = opening.slice(0, cut);
  const rest = opening.slice(cut);
  if (
    sections.length === 0 &&
    textOf({ type: "root", children: [...opening] }).length <= shortPage
  ) {
    return opening;
  }
  const own = firstParagraph(rest);
  if (own.length > 0) return [...above, ...own];
  const ordered = [
    ...sections.filter((section) => section.role === "when"),
    ...sections.filter((section) => section.role !== "when"),
  ];
  const borrowed = ordered.map((section) => firstParagraph(shown(section.nodes)));
  return [...above, ...(borrowed.find((nodes) => nodes.length > 0) ?? [])];
}

/** What of these nodes is for reading in chat: no pictures, badges, rules. */
function shown(nodes: readonly RootContent[]): readonly RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type === "thematicBreak") return [];
    if (node.type !== "paragraph") return [node];
    const children = withoutPictures(node.children);
    return textOf({ type: "paragraph", children }).trim() === "" ? [] : [{ ...node, children }];
  });
}

function withoutPictures(runs: readonly PhrasingContent[]): PhrasingContent[] {
  return runs.flatMap((run): PhrasingContent[] => {
    if (run.type === "image") return [];
    if (run.type !== "link" || run.children.length === 0) return [run];
    const children = withoutPictures(run.children);
    return children.length === 0 ? [] : [{ ...run, children }];
  });
}

function firstParagraph(nodes: readonly RootContent[]): readonly RootContent[] {
  const start = nodes.findIndex((node) => node.type !== "heading");
  const [first, second] = start < 0 ? [] : nodes.slice(start, start + 2);
  if (!first) return [];
  const announces = first.type === "paragraph" && /:\s*$/.test(textOf(first));
  return announces && second && isAnnounced(second) ? [first, second] : [first];
}

const isAnnounced = (node: RootContent | BlockContent) =>
  node.type === "list" || node.type === "code" || node.type === "table";

const isWarning = (node: RootContent) =>
  node.type === "blockquote" && node.data?.callout !== undefined && node.data.callout !== "note";

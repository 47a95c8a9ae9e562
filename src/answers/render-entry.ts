import { type Block, type Doc, isOpenable, paragraph, type Run } from "../chat/doc.ts";
import { docText } from "../chat/doc-text.ts";
import { markdownDoc } from "../chat/markdown-doc.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { contactOf } from "../knowledge/contact.ts";
import type { Entry } from "../knowledge/entry.ts";

/** So many headings are named of what is not shown. */
const mostHeadings = 8;

/**
 * Shows an entry: its chat answer word for word, or `body` in its place, then its links and where it comes from.
 *
 * @param successor the entry that replaces a deprecated one
 * @param checked when it was last looked at, in words; undefined: nobody knows
 */
export function renderEntry(
  entry: Entry,
  catalogue: Catalogue,
  body: Doc | undefined,
  successor: Entry | undefined,
  checked?: string,
): Doc {
  const text = body === undefined || body.length === 0 ? ownText(entry) : body;
  return [
    ...(entry.status === "deprecated" ? [deprecation(successor)] : []),
    ...(entry.status === "archived"
      ? [paragraph(`${entry.title} (archived)`)]
      : [...text, ...rest(entry, text)]),
    ...links(entry),
    provenance(entry, catalogue, checked),
  ];
}

/** Names what else is on the page. */
function rest(entry: Entry, shown: Doc): readonly Block[] {
  const names = shown.flatMap((block) => ("heading" in block ? [docText([block])] : []));
  const others = entry.content().sections.filter(({ heading }) => !names.includes(heading));
  const headings = others.slice(0, mostHeadings).map(({ heading }) => heading);
  return headings.length === 0 ? [] : [paragraph(`More on the page: ${headings.join(", ")}`)];
}

function ownText(entry: Entry): Doc {
  const content = entry.content();
  if (entry.type === "checklist") {
    const groups = content.sections.flatMap(({ heading, nodes }): Block[] => [
      { heading: [{ text: heading }] },
      ...markdownDoc(nodes),
    ]);
    return [...markdownDoc(content.lead), ...groups];
  }
  const answer = markdownDoc(content.answer);
  if (answer.length > 0) return answer;
  return [paragraph(entry.title)];
}

function deprecation(successor: Entry | undefined): Block {
  const text = successor
    ? `This is deprecated. Use "${successor.title}" (${successor.file}) instead.`
    : "This is deprecated.";
  return { callout: "warning", body: [paragraph(text)] };
}

function links(entry: Entry): readonly Block[] {
  if (entry.links.length === 0) return [];
  const runs = entry.links.flatMap(({ title, url }, index): Run[] => [
    ...(index === 0 ? [] : [{ text: ", " }]),
    isOpenable(url) ? { link: url, runs: [{ text: title }] } : { text: title },
  ]);
  return [{ p: [{ text: "Links: " }, ...runs] }];
}

/** `Source: answers/vpn.md | owner: Platform | checked 3 weeks ago by @ana`. */
function provenance(entry: Entry, catalogue: Catalogue, checked: string | undefined): Block {
  const parts = [
    `Source: ${entry.file}`,
    ...(entry.owner === undefined ? [] : [`owner: ${contactOf(entry.owner, catalogue).name}`]),
    ...(checked === undefined ? [] : [checked]),
  ];
  return paragraph(parts.join(" | "));
}

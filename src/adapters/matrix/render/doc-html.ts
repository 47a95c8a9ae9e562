import type { Block, Doc, Run } from "../../../chat/doc.ts";
import { calloutWords, docText, pictureText, secretText } from "../../../chat/doc-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { linesHtml, runsHtml } from "./runs-html.ts";
import type { Surface } from "./surface.ts";

/** https://spec.matrix.org/v1.14/client-server-api/#mroommessage-msgtypes: clients need not show what is deeper. */
const deepest = 100;
/** The elements of a list, and in its item a cell of a table with all that a text can be. */
const deepestBlock = 2 + 9;

/**
 * A Doc as HTML, with elements that Matrix names and none else. What would be in too many others is there as plain text.
 *
 * @param depth in how many elements it stands
 */
export function docHtml(doc: Doc, surface: Surface, depth = 0): string {
  return doc.map((block) => blockHtml(block, surface, depth)).join("");
}

function blockHtml(block: Block, surface: Surface, depth: number): string {
  if ("p" in block) return element("p", runsHtml(block.p, surface));
  if ("heading" in block) return element("h3", runsHtml(block.heading, surface));
  if ("code" in block) return codeHtml(block);
  if ("table" in block) return tableHtml(block.table, surface);
  if ("image" in block) return element("p", linesHtml(pictureText(block)));
  if ("secret" in block) return element("p", linesHtml(secretText));
  if ("divider" in block) return "<hr>";
  if (depth + deepestBlock > deepest) return element("p", linesHtml(docText([block])));
  if ("quote" in block) return quoteHtml(block.quote, surface, depth);
  if ("callout" in block) {
    const word: Run = { text: calloutWords[block.callout], bold: true };
    return quoteHtml(opened(word, block.body), surface, depth);
  }
  const items =
    "list" in block
      ? block.list
      : block.tasks.map(({ body, done }) => opened({ text: done ? "☑ " : "☐ " }, body));
  const list = items.map((item) => itemHtml(item, surface, depth + 2)).join("");
  if (!("list" in block && block.ordered)) return element("ul", list);
  const { start = 1 } = block;
  return list === "" ? "" : `<ol${start === 1 ? "" : ` start="${start}"`}>${list}</ol>`;
}

function quoteHtml(body: Doc, surface: Surface, depth: number): string {
  return `<blockquote>${docHtml(body, surface, depth + 1)}</blockquote>`;
}

/** A line at the beginning of an item is no paragraph: clients would put space around it. */
function itemHtml(item: Doc, surface: Surface, depth: number): string {
  const [first, ...rest] = item;
  const isLine = first !== undefined && "p" in first;
  const line = isLine ? runsHtml(first.p, surface) : "";
  return `<li>${line}${docHtml(isLine ? rest : item, surface, depth)}</li>`;
}

/** Puts a mark before what is said. */
function opened(mark: Run, body: Doc): Doc {
  const [first, ...rest] = body;
  return first && "p" in first ? [{ p: [mark, ...first.p] }, ...rest] : [{ p: [mark] }, ...body];
}

function codeHtml({ code, lang }: Extract<Block, { readonly code: string }>): string {
  const isName = lang !== undefined && /^[\w#+.-]{1,40}$/.test(lang);
  return `<pre><code${isName ? ` class="language-${lang}"` : ""}>${escapeHtml(code)}</code></pre>`;
}

function tableHtml(
  [head, ...rows]: Extract<Block, { readonly table: unknown }>["table"],
  surface: Surface,
): string {
  const rowHtml = (row: readonly (readonly Run[])[], tag: "th" | "td") =>
    element("tr", row.map((cell) => `<${tag}>${runsHtml(cell, surface)}</${tag}>`).join(""));
  const body = rows.map((row) => rowHtml(row, "td")).join("");
  return element(
    "table",
    element("thead", head ? rowHtml(head, "th") : "") + element("tbody", body),
  );
}

/** One that shows nothing is none. */
function element(tag: string, inner: string): string {
  return inner === "" ? "" : `<${tag}>${inner}</${tag}>`;
}

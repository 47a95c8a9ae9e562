import type { BlockContent, Parent, PhrasingContent, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { recogniseCallout, unifyCallouts } from "./callouts.ts";
import { dropInlineHtml, readHtmlBlock } from "./html-content.ts";
import { tameMarkdown } from "./tame-markdown.ts";
import { dropTemplateResidue } from "./template-residue.ts";

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

type Child = RootContent;
/** Where a link or footnote label leads. */
type References = ReadonlyMap<string, string>;

/**
 * Reads Markdown of any flavour of knowledge.md into plain Markdown nodes: no HTML, comments or template tags, callouts
 * marked, `[text][label]` resolved, `[[wiki links]]` as text. Positions are those of `text`.
 *
 * @param foreign whether another tool's tags are taken out of code as well
 */
export function parseMarkdown(text: string, foreign: boolean): Root {
  const root = parser.parse(tameMarkdown(dropTemplateResidue(unifyCallouts(text), foreign)));
  const references = new Map<string, string>();
  collectReferences(root, references);
  return { ...root, children: root.children.flatMap((node) => clean(node, references)) };
}

function collectReferences(parent: Parent, references: Map<string, string>): void {
  for (const node of parent.children) {
    if (node.type === "definition") references.set(node.identifier, node.url);
    if ("children" in node) collectReferences(node, references);
  }
}

/** One node as it may be shown: none, one, or several in its place. */
function clean(node: Child, references: References): Child[] {
  switch (node.type) {
    case "html":
      return readHtmlBlock(node.value);
    case "definition":
    case "yaml":
      return [];
    case "text":
      return [{ ...node, value: plainWikiLinks(node.value) }];
    case "linkReference": {
      const url = references.get(node.identifier);
      const children = cleanRuns(node.children, references);
      return url === undefined ? children : [{ type: "link", url, children }];
    }
    case "imageReference": {
      const url = references.get(node.identifier);
      return url === undefined ? [] : [{ type: "image", url, alt: node.alt ?? null }];
    }
    case "footnoteReference":
      return [{ type: "text", value: `[${node.label ?? node.identifier}]` }];
    case "footnoteDefinition": {
      const label: Child = { type: "text", value: `[${node.label ?? node.identifier}] ` };
      const [first, ...rest] = cleanAll(node.children, references);
      return first?.type === "paragraph"
        ? [{ ...first, children: [label, ...first.children] }, ...rest]
        : [{ type: "paragraph", children: [label] }, ...(first ? [first] : []), ...rest];
    }
    case "heading": {
      const children = cleanRuns(node.children, references);
      const last = children.at(-1);
      if (last?.type === "text") {
        children[children.length - 1] = {
          ...last,
          value: last.value.replace(/\s*\{[#.][^}]*\}\s*$/, ""),
        };
      }
      return [{ ...node, children }];
    }
    case "blockquote":
      return [recogniseCallout({ ...node, children: cleanBlocks(node.children, references) })];
    case "paragraph": {
      const children = cleanRuns(node.children, references);
      return textOf({ type: "paragraph", children }).trim() === "" && !children.some(isPicture)
        ? []
        : [{ ...node, children }];
    }
    case "list":
      return [
        {
          ...node,
          children: node.children.map((item) => ({
            ...item,
            children: cleanBlocks(item.children, references),
          })),
        },
      ];
    case "table":
      return [
        {
          ...node,
          children: node.children.map((row) => ({
            ...row,
            children: row.children.map((cell) => ({
              ...cell,
              children: cleanRuns(cell.children, references),
            })),
          })),
        },
      ];
    case "emphasis":
    case "strong":
    case "delete":
    case "link":
      return [{ ...node, children: cleanRuns(node.children, references) }];
    default:
      return [node];
  }
}

const cleanAll = (nodes: readonly Child[], references: References) =>
  nodes.flatMap((node) => clean(node, references));

function cleanRuns(runs: readonly PhrasingContent[], references: References): PhrasingContent[] {
  return cleanAll(dropInlineHtml(runs), references).filter(isRun);
}

function cleanBlocks<T extends Child>(blocks: readonly T[], references: References) {
  return cleanAll(blocks, references).filter(isBlock);
}

const runTypes =
  "break delete emphasis footnoteReference html image imageReference inlineCode link linkReference strong text".split(
    " ",
  );
const blockTypes = "blockquote code heading html list paragraph table thematicBreak".split(" ");

function isRun(node: Child): node is PhrasingContent {
  return runTypes.includes(node.type);
}

function isBlock(node: Child): node is BlockContent {
  return blockTypes.includes(node.type);
}

function isPicture(node: Child): boolean {
  return node.type === "image" || ("children" in node && node.children.some(isPicture));
}

function plainWikiLinks(text: string): string {
  return text.replace(/\[\[(?:[^[\]|\n]*\|)?([^[\]|\n]+)\]\]/g, "$1");
}

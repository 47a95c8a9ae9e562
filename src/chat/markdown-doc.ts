import type { ListItem, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { type Block, type CalloutKind, type Doc, isOpenable, type Run } from "./doc.ts";

type Style = { bold?: true; italic?: true; strike?: true };

/**
 * Turns Markdown nodes into a Doc. Raw HTML and pictures have no place in one and are left out; a link that leads
 * elsewhere than to a page or an address for mail is its text.
 */
export function markdownDoc(nodes: readonly RootContent[]): Doc {
  return nodes.flatMap(blocksOf);
}

function blocksOf(node: RootContent | ListItem): readonly Block[] {
  switch (node.type) {
    case "paragraph": {
      const runs = runsOf(node.children, {});
      return runs.length > 0 ? [{ p: runs }] : [];
    }
    case "heading":
      return [{ heading: runsOf(node.children, {}) }];
    case "blockquote": {
      const body = markdownDoc(node.children);
      const callout = calloutOf(node.data);
      return [callout ? { callout, body } : { quote: body }];
    }
    case "code":
      return [{ code: node.value, ...(node.lang ? { lang: node.lang } : {}) }];
    case "list": {
      const items = node.children.map((item) => markdownDoc(item.children));
      if (node.children.some((item) => typeof item.checked === "boolean")) {
        return [
          {
            tasks: node.children.map((item, index) => ({
              body: items[index] ?? [],
              done: item.checked === true,
            })),
          },
        ];
      }
      const start = node.start ?? 1;
      return [{ list: items, ordered: node.ordered === true, ...(start === 1 ? {} : { start }) }];
    }
    case "table":
      return [
        {
          table: node.children.map((row) => row.children.map((cell) => runsOf(cell.children, {}))),
        },
      ];
    case "thematicBreak":
      return [{ divider: true }];
    default:
      return [];
  }
}

function runsOf(nodes: readonly PhrasingContent[], style: Style): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    switch (node.type) {
      case "text":
        return node.value === "" ? [] : [{ text: unbroken(node.value), ...style }];
      case "inlineCode":
        return [{ text: node.value, ...style, code: true }];
      case "strong":
        return runsOf(node.children, { ...style, bold: true });
      case "emphasis":
        return runsOf(node.children, { ...style, italic: true });
      case "delete":
        return runsOf(node.children, { ...style, strike: true });
      case "break":
        return [{ text: "\n" }];
      case "link": {
        const runs = runsOf(node.children, style);
        if (!isOpenable(node.url)) return runs;
        const named = textOf(node, { includeImageAlt: false }).trim() !== "";
        return [{ link: node.url, runs: named ? runs : [{ text: node.url, ...style }] }];
      }
      default:
        return [];
    }
  });
}

/**
 * Where a line of the source ends is no end of a line for the reader (CommonMark's soft line break), unless the next one
 * begins with a label such as "Expect:".
 */
function unbroken(text: string): string {
  return text.replace(/[ \t]*\n(?!\p{L}+(?: \p{L}+)?:\s)/gu, " ");
}

function calloutOf(data: unknown): CalloutKind | undefined {
  if (typeof data !== "object" || data === null || !("callout" in data)) return undefined;
  const kinds: readonly CalloutKind[] = ["note", "warning", "danger"];
  return kinds.find((kind) => kind === data.callout);
}

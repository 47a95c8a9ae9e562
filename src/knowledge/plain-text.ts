import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

const containers = ["root", "list", "listItem", "blockquote", "table", "tableRow"];

/** The words of a node, those of separate blocks on separate lines; pictures by their alternative text. */
export function plainText(node: Nodes): string {
  if (!("children" in node) || !containers.includes(node.type)) return textOf(node);
  return node.children.map(plainText).join("\n");
}

import type { RootContent } from "mdast";

/** What becomes of the texts of nodes. */
type Rewrite = {
  readonly text: (text: string) => string;
  /** Of a link's address; undefined: the link goes, and what it is named stays. */
  readonly url: (url: string) => string | undefined;
};

/** Rewrites every text, code, fence and link below these nodes; everything else stays as it is. */
export function mapText(nodes: readonly RootContent[], rewrite: Rewrite): RootContent[] {
  return nodes.flatMap((node) => mapNode(node, rewrite));
}

function mapNode<T extends { readonly type: string }>(node: T, rewrite: Rewrite): T[] {
  const copy = { ...node };
  if ("value" in node && typeof node.value === "string") {
    Object.assign(copy, { value: rewrite.text(node.value) });
  }
  if (!("children" in node) || !Array.isArray(node.children)) return [copy];
  const children: T[] = node.children.flatMap((child) => mapNode(child, rewrite));
  if (node.type !== "link" || !("url" in node) || typeof node.url !== "string") {
    return [Object.assign(copy, { children })];
  }
  const url = rewrite.url(node.url);
  return url === undefined ? children : [Object.assign(copy, { children, url })];
}

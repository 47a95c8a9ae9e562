import type { RootContent } from "mdast";

/** Takes every block of code out of these nodes, however deep it stands; everything else stays as it is. */
export function withoutFences(nodes: readonly RootContent[]): readonly RootContent[] {
  return dropCode(nodes);
}

function dropCode<T extends { readonly type: string }>(nodes: readonly T[]): T[] {
  return nodes
    .filter(({ type }) => type !== "code")
    .map((node) =>
      "children" in node && Array.isArray(node.children)
        ? { ...node, children: dropCode(node.children) }
        : node,
    );
}

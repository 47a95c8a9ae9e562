import type { RootContent } from "mdast";

/** Rewrites every text, code and fence below these nodes; everything else stays as it is. */
export function mapText<T extends RootContent>(
  nodes: readonly T[],
  rewrite: (text: string) => string,
): T[] {
  return nodes.map((node) => mapNode(node, rewrite));
}

function mapNode<T extends object>(node: T, rewrite: (text: string) => string): T {
  const copy = { ...node };
  for (const [key, value] of Object.entries(node)) {
    if (key === "value" && typeof value === "string")
      Object.assign(copy, { value: rewrite(value) });
    else if (key === "children" && Array.isArray(value)) {
      Object.assign(copy, {
        children: value.map((child: unknown) =>
          typeof child === "object" && child !== null ? mapNode(child, rewrite) : child,
        ),
      });
    }
  }
  return copy;
}

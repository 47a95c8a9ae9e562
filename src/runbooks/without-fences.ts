import type { RootContent } from "mdast";
import { type Fence, parseFence } from "../knowledge/fence.ts";

/**
 * Takes blocks of code out of these nodes, however deep they stand: all of them, or those that `drops` names.
 *
 * What stands around them stays; a quotation or list in which nothing else stood goes, but an item of a numbered list keeps
 * its place, so that the steps have the same numbers everywhere.
 */
export function withoutFences(
  nodes: readonly RootContent[],
  drops: (fence: Fence) => boolean = () => true,
): readonly RootContent[] {
  return dropCode(nodes, drops, false);
}

function dropCode<T extends RootContent>(
  nodes: readonly T[],
  drops: (fence: Fence) => boolean,
  numbered: boolean,
): T[] {
  return nodes.flatMap((node): T[] => {
    if (node.type === "code") return drops(parseFence(node)) ? [] : [node];
    if (!("children" in node) || node.children.length === 0) return [node];
    const isNumbered = node.type === "list" && node.ordered === true;
    const children = dropCode<RootContent>(node.children, drops, isNumbered);
    return children.length === 0 && !numbered ? [] : [{ ...node, children }];
  });
}

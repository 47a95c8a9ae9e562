import type { Code, RootContent } from "mdast";
import { type FenceRole, parseFence, roleOfFence } from "../knowledge/fence.ts";

/** The blocks of code below these nodes, in the page's order: all of them, or those of one role. */
export function codeOf(nodes: readonly RootContent[], role?: FenceRole): readonly Code[] {
  return nodes.flatMap((node): readonly Code[] => {
    if (node.type === "code") {
      return role === undefined || roleOfFence(parseFence(node)) === role ? [node] : [];
    }
    return "children" in node ? codeOf(node.children, role) : [];
  });
}

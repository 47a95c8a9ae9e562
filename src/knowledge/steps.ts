import type { BlockContent, DefinitionContent, List, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { type Fence, parseFence } from "./fence.ts";

/** One numbered thing to do. */
export type Step = {
  /** What to do, with everything that stands below it, in the page's order. */
  readonly nodes: readonly RootContent[];
  /** The first paragraph as plain text. */
  readonly text: string;
  readonly fences: readonly Fence[];
};

/**
 * Cuts a section into steps: the items of its ordered lists; without one each sub-heading, else each paragraph with the
 * fences after it, else the whole as one step.
 *
 * A fence that is not indented ends its list for Markdown, though not for whoever wrote it: what stands between two lists,
 * and a fence right after the last, belongs to the step above it.
 */
export function stepsOf(nodes: readonly RootContent[]): readonly Step[] {
  if (nodes.some(isNumbered)) return numberedSteps(nodes);
  const beginsStep = nodes.some((node) => node.type === "heading") ? "heading" : "paragraph";
  const groups: RootContent[][] = [];
  for (const node of nodes) {
    const last = groups.at(-1);
    if (!last || node.type === beginsStep) groups.push([node]);
    else last.push(node);
  }
  return groups.map(stepOf);
}

function isNumbered(node: RootContent): node is List {
  return node.type === "list" && node.ordered === true;
}

function numberedSteps(nodes: readonly RootContent[]): readonly Step[] {
  const steps: (RootContent | BlockContent | DefinitionContent)[][] = [];
  const end = nodes.findLastIndex(isNumbered);
  for (const [index, node] of nodes.entries()) {
    const above = steps.at(-1);
    if (isNumbered(node)) steps.push(...node.children.map(({ children }) => [...children]));
    else if (!above) continue;
    else if (index < end || node.type === "code") above.push(node);
    else if (index > end) break;
  }
  return steps.map(stepOf);
}

function stepOf(nodes: readonly (RootContent | BlockContent | DefinitionContent)[]): Step {
  const [first] = nodes;
  return {
    nodes,
    text: first ? textOf(first).trim() : "",
    fences: nodes.flatMap((node) => (node.type === "code" ? [parseFence(node)] : [])),
  };
}

import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

/** A step as it is gone through: each part word for word, with its label and what stands below it. */
export type StepParts = {
  readonly main: readonly RootContent[];
  /** From "Expect:" on. */
  readonly expect: readonly RootContent[];
  /** From "If not:" on. */
  readonly ifNot: readonly RootContent[];
};

const label = /^\s*(expect(?:ed)?|if not)\s*:/i;

/**
 * Tells what to do from what to expect and from what to do otherwise. A part reaches to the next label, so that a fence
 * below "If not:" belongs to it; a label counts at the beginning of a paragraph and of a line within one, bold or not.
 */
export function stepParts(nodes: readonly RootContent[]): StepParts {
  const main: RootContent[] = [];
  const expect: RootContent[] = [];
  const ifNot: RootContent[] = [];
  let part = main;
  for (const node of nodes.flatMap(linesOf)) {
    const word = node.type === "paragraph" ? label.exec(textOf(node))?.[1] : undefined;
    if (word !== undefined) part = /^if/i.test(word) ? ifNot : expect;
    part.push(node);
  }
  return { main, expect, ifNot };
}

/** Numbers of the steps that a part speaks of, in its order, each once: `Go to step 3`. */
export function stepsNamed(nodes: readonly RootContent[]): readonly number[] {
  const text = nodes.map((node) => textOf(node)).join("\n");
  const found = text.matchAll(/\bstep\s+(\d{1,3})\b/gi);
  return [...new Set(Array.from(found, ([, number]) => Number(number)))];
}

/** The addresses of a part's links, in its order. */
export function linksIn(nodes: readonly RootContent[]): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.type === "link") return [node.url];
    return "children" in node ? linksIn(node.children) : [];
  });
}

/** A paragraph, cut where a line of it begins with a label; any other node as it is. */
function linesOf(node: RootContent): readonly RootContent[] {
  return node.type === "paragraph" ? cutAtLabels(node) : [node];
}

function cutAtLabels(paragraph: Paragraph): readonly Paragraph[] {
  const cut: PhrasingContent[][] = [[]];
  let atLineStart = true;
  for (const child of paragraph.children) {
    if (child.type === "text") {
      for (const [index, piece] of child.value
        .split(/\n(?=\s*(?:expect(?:ed)?|if not)\s*:)/i)
        .entries()) {
        if (index > 0) cut.push([]);
        if (piece !== "") cut.at(-1)?.push({ ...child, value: piece });
      }
      atLineStart = child.value.endsWith("\n");
      continue;
    }
    if (atLineStart && cut.at(-1)?.length !== 0 && label.test(textOf(child))) cut.push([]);
    cut.at(-1)?.push(child);
    atLineStart = child.type === "break";
  }
  if (cut.length === 1) return [paragraph];
  return cut.filter(({ length }) => length > 0).map((children) => ({ ...paragraph, children }));
}

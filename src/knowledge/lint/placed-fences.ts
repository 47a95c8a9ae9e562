import type { Code, RootContent } from "mdast";
import { type Fence, parseFence } from "../fence.ts";
import type { Place } from "../problem.ts";
import type { SectionRole } from "../section-roles.ts";
import type { LintPage } from "./lint-page.ts";

/** A fence, and where it stands in its file. */
export type PlacedFence = Fence & {
  /** Of the section around it. */
  readonly section: SectionRole | undefined;
  /** Its first and last line, those of the backquotes included. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The place of an offset in its code. */
  readonly placeOf: (offset: number) => Place;
};

/** All fences of a page, however deep they stand, in its order. */
export function placedFences({ entry, text }: LintPage): readonly PlacedFence[] {
  const { lead, sections } = entry.content();
  const lines = text.split("\n");
  const placed = (nodes: readonly RootContent[], section: SectionRole | undefined) =>
    codeIn(nodes).map((node) => placedFence(node, section, lines));
  return [
    ...placed(lead, undefined),
    ...sections.flatMap(({ nodes, role }) => placed(nodes, role)),
  ];
}

function codeIn(nodes: readonly RootContent[]): readonly Code[] {
  return nodes.flatMap((node): readonly Code[] => {
    if (node.type === "code") return [node];
    return "children" in node ? codeIn(node.children) : [];
  });
}

function placedFence(
  node: Code,
  section: SectionRole | undefined,
  lines: readonly string[],
): PlacedFence {
  const code = node.value.split("\n");
  const start = firstCodeLine(node, code[0] ?? "", lines);
  return {
    ...parseFence(node),
    section,
    firstLine: node.position?.start.line ?? start,
    lastLine: node.position?.end.line ?? start + code.length,
    placeOf(offset) {
      const before = node.value.slice(0, offset).split("\n");
      const row = before.length - 1;
      const indent = Math.max(0, lines[start + row - 1]?.indexOf(code[row] ?? "") ?? 0);
      return { line: start + row, column: indent + (before[row] ?? "").length + 1 };
    },
  };
}

/** The line of the code's beginning: below the backquotes, else, for what is indented or in HTML, where it is found. */
function firstCodeLine(node: Code, first: string, lines: readonly string[]): number {
  const opening = node.position?.start.line ?? 1;
  const near = [opening + 1, opening].find((line) => lines[line - 1]?.includes(first));
  return (
    near ??
    Math.max(
      0,
      lines.findIndex((line) => line.includes(first)),
    ) + 1
  );
}

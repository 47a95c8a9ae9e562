import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from "yaml";
import type { Place, Problem } from "./problem.ts";

/** A key or an index per step, as zod reports it. */
export type YamlPath = readonly PropertyKey[];

/** YAML read as plain values, which still knows where each of them stood. */
export type YamlSource = {
  readonly value: unknown;
  /** The place of the key or list item at `path`; of the nearest enclosing one when the path leads nowhere. */
  at(path: YamlPath): Place;
};

/** Above this many values, aliases written out, a file is a mistake or an attack ("billion laughs"). */
const mostValues = 10_000;

/**
 * Reads every document of `text`.
 *
 * @param firstLine the line of the file on which `text` begins, for front matter
 * @param uniqueKeys whether a key that stands twice is a fault; else the last one counts
 * @returns the documents, or the first fault (K001): not YAML, an alias of nothing or of itself, or more than 10,000
 *   values once aliases are written out
 */
export function parseYaml(
  text: string,
  file: string,
  firstLine = 1,
  uniqueKeys = true,
): { readonly documents: readonly YamlSource[] } | { readonly problem: Problem } {
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const fault = (offset: number, message: string) => ({
    problem: { rule: "K001", file, message, ...place(offset) },
  });
  const documents = [
    ...parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys,
      logLevel: "error",
    }),
  ];
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      // After a colon it quotes the file, where a password may stand.
      const what = error.message.replace(/(?<=\w): .*$/s, "").replace(/\.$/, "");
      return fault(
        error.pos[0],
        `This is not YAML: ${what}. Correct it, or put the value in quotes.`,
      );
    }
    const { contents } = document;
    if (contents && countValues(contents, document, new Map()) > mostValues) {
      return fault(
        contents.range?.[0] ?? 0,
        `The YAML names an alias that has no anchor or holds itself, or grows beyond ${mostValues} values once aliases are written out. Write the values without "*alias".`,
      );
    }
  }
  return {
    documents: documents.map((document) => ({
      value: document.toJS({ maxAliasCount: -1 }),
      at: (path) => place(offsetOf(document.contents, path)),
    })),
  };
}

/** How many values a node stands for; infinite for an alias that leads nowhere or back to itself. */
function countValues(node: unknown, document: Document, known: Map<Node, number>): number {
  if (!isNode(node)) return 1;
  const before = known.get(node);
  if (before !== undefined) return before;
  known.set(node, Number.POSITIVE_INFINITY);
  const children = isAlias(node)
    ? [node.resolve(document)]
    : isMap(node)
      ? node.items.flatMap((pair) => [pair.key, pair.value])
      : isSeq(node)
        ? node.items
        : [];
  const count =
    isAlias(node) && children[0] === undefined
      ? Number.POSITIVE_INFINITY
      : children.reduce<number>((sum, child) => sum + countValues(child, document, known), 1);
  known.set(node, count);
  return count;
}

function offsetOf(root: unknown, path: YamlPath): number {
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  let node = root;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (!pair) break;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = isNode(node) ? (node.range?.[0] ?? offset) : offset;
    } else break;
  }
  return offset;
}

import { compare } from "../compare.ts";
import { sha256 } from "../parse-page.ts";
import type { Found } from "./check.ts";
import type { Finding } from "./finding.ts";
import type { RuleWeights } from "./rule-weights.ts";
import { rules } from "./rules.ts";

type FindingsGiven = {
  /** Stands before each file, `knowledge` for `knowledge/answers/vpn.md`. */
  readonly folder: string;
  readonly weights: RuleWeights;
  /** Files by their path in the folder; undefined where one cannot be read. */
  readonly textOf: (file: string) => string | undefined;
  /** The id of the entry that a file is served as. */
  readonly entryOf: (file: string) => string | null;
};

/** Puts what checks found into its order, what two of them found once, weighs it, and gives each its fingerprint. */
export function findingsOf(
  found: readonly Found[],
  { folder, weights, textOf, entryOf }: FindingsGiven,
): readonly Finding[] {
  const lineOf = createLineOf(textOf);
  const seen = new Map<string, number>();
  const inOrder = [...found].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      compare(a.rule, b.rule) ||
      a.column - b.column ||
      compare(a.message, b.message),
  );
  const isTwin = (one: Found, before: Found | undefined) =>
    before?.file === one.file &&
    before.line === one.line &&
    before.rule === one.rule &&
    before.column === one.column &&
    before.message === one.message;
  const onceEach = inOrder.filter((one, index) => !isTwin(one, inOrder[index - 1]));
  return onceEach.flatMap((one): Finding[] => {
    const rule = rules[one.rule];
    const severity = weights[one.rule] ?? one.severity ?? rule.severity;
    if (severity === "off") return [];
    const text = lineOf(one.file, one.line);
    const context = `${one.rule} ${one.file} ${(one.about ?? text).replace(/\s+/g, " ").trim()}`;
    const count = seen.get(context) ?? 0;
    seen.set(context, count + 1);
    const end = one.length === undefined ? text.trimEnd().length + 1 : one.column + one.length;
    return [
      {
        rule: one.rule,
        severity,
        file: folder === "" ? one.file : `${folder}/${one.file}`,
        line: one.line,
        column: one.column,
        end_line: one.line,
        end_column: Math.max(one.column + 1, end),
        message: one.message,
        why: rule.why,
        fix: null,
        entry: entryOf(one.file),
        fingerprint: sha256(count === 0 ? context : `${context} ${count}`).slice(0, 16),
        ...one.concerns,
      },
    ];
  });
}

/** Splits a file into lines when its first finding asks for one. */
function createLineOf(textOf: FindingsGiven["textOf"]): (file: string, line: number) => string {
  const linesOf = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = linesOf.get(file);
    const lines = known ?? (textOf(file) ?? "").split("\n");
    if (!known) linesOf.set(file, lines);
    return lines[line - 1] ?? "";
  };
}

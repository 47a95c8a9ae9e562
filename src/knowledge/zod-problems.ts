import type { z } from "zod";

/** One fault that zod found, with its path from the value that was parsed. */
export type Fault = { readonly path: readonly PropertyKey[]; readonly expected: string };

/** What is expected where a key stands that nobody reads. */
export const unknownKey = "no such key here";

type Issue = z.core.$ZodIssue;

/**
 * Flattens zod's issues to one fault per place; of a union, the branch that came furthest speaks.
 */
export function faultsOf(error: { readonly issues: readonly Issue[] }): readonly Fault[] {
  const faults = error.issues.flatMap((issue) => flatten(issue, []));
  return [...Map.groupBy(faults, ({ path }) => printPath(path)).values()].flatMap(([first]) =>
    first ? [first] : [],
  );
}

function flatten(issue: Issue, above: readonly PropertyKey[]): readonly Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branches = issue.errors.map((issues) => issues.flatMap((one) => flatten(one, path)));
    const depth = (faults: readonly Fault[]) => Math.max(...faults.map((one) => one.path.length));
    const deepest = branches.reduce((best, one) => (depth(one) > depth(best) ? one : best));
    if (depth(deepest) > path.length) return deepest;
    return [
      { path, expected: [...new Set(branches.flat().map((one) => one.expected))].join(", or ") },
    ];
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], expected: unknownKey }));
  }
  return [{ path, expected: issue.message.replace(/^(Invalid|Too)\b[^:]*: /, "") }];
}

/** A value as it is quoted in a message: short, and on one line. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** The value at `path`, or undefined. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? Object.entries(value).find(([name]) => name === String(key))?.[1]
        : undefined,
    root,
  );
}

/** A path as people write it: `questions[2]`, `environments.prod.danger`. */
export function printPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

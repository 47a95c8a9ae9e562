/** Where in a knowledge file something stands; lines and columns count from 1. */
export type Place = { readonly line: number; readonly column: number };

/**
 * One fault of the knowledge folder, told to whoever edits it; never a reason to stop.
 *
 * `rule` is the lint rule that covers it (`K001`: no YAML, `K006`: not a readable text, `K010`: id taken …).
 * `file` is relative to the knowledge folder, with `/`.
 */
export type Problem = Place & {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
};

/** Prints a problem as editors and terminals link it: `answers/vpn.md:3:7 K003 …`. */
export function printProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.rule} ${problem.message}`;
}

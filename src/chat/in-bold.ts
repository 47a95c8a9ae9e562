import type { Run } from "./doc.ts";

/** Runs with all of their text in bold. */
export function inBold(runs: readonly Run[]): readonly Run[] {
  return runs.map((run): Run => {
    if ("text" in run) return { ...run, bold: true };
    return "link" in run ? { ...run, runs: inBold(run.runs) } : run;
  });
}

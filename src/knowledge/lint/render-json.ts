import { countOf, type LintOutcome } from "./lint-outcome.ts";

/** The outcome as one JSON object; keys are never renamed or removed. */
export function renderJson(outcome: LintOutcome): string {
  const { ok, findings, waived, entries, durationMs } = outcome;
  return JSON.stringify({
    version: 1,
    ok,
    counts: {
      error: countOf(findings, "error"),
      warning: countOf(findings, "warning"),
      info: countOf(findings, "info"),
      baselined: 0,
      waived,
    },
    entries,
    duration_ms: Math.round(durationMs),
    findings,
  });
}

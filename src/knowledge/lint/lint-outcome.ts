import { type Finding, type Severity, severities } from "./finding.ts";

/** The findings of a run, and what they are measured by. */
export type LintOutcome = {
  readonly findings: readonly Finding[];
  readonly waived: number;
  /** Entries that are served. */
  readonly entries: number;
  /** What was looked at, where it is not entries: `2 schedules`. */
  readonly scope?: string;
  readonly durationMs: number;
  /** Nothing is as bad as what the caller fails on. */
  readonly ok: boolean;
};

export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** `3 errors, 5 warnings in 4 of 87 entries (0.4 s)`. */
export function summaryOf({ findings, waived, entries, scope, durationMs }: LintOutcome): string {
  const counts = severities
    .map((severity) => printCount(countOf(findings, severity), severity))
    .filter((count, index) => index < 2 || !count.startsWith("0 "));
  const concerned = new Set(findings.flatMap(({ entry }) => entry ?? [])).size;
  const ofEntries =
    findings.length === 0 ? `${entries} entries` : `${concerned} of ${entries} entries`;
  const where = scope ?? ofEntries;
  const seconds = (durationMs / 1000).toFixed(1);
  return `${counts.join(", ")} in ${where} (${seconds} s)${waived > 0 ? `; ${waived} waived` : ""}`;
}

function printCount(count: number, severity: Severity): string {
  const word = severity === "info" ? "note" : severity;
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

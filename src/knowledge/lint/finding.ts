/** How bad a finding is, worst first. */
export const severities = ["error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** Whom and when a finding is about, where it is about on call; instants as RFC 3339. */
export type Concerns = {
  readonly schedule?: string;
  readonly policy?: string;
  readonly person?: string;
  readonly start?: string;
  readonly end?: string;
};

/** What lint tells of one place in the knowledge folder; the keys are those of `--format json`. */
export type Finding = Concerns & {
  readonly rule: string;
  readonly severity: Severity;
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** Lines and columns count from 1; the end column is the first one after the place. */
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly message: string;
  readonly why: string;
  readonly fix: null;
  /** The entry's id; null in a yaml file, and in a page that is not served. */
  readonly entry: string | null;
  /** The same for as long as the fault is: it holds no line number. */
  readonly fingerprint: string;
};

/** Whether a finding of one severity counts when those from another on do. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

import { type Finding, type Severity, severities } from "./finding.ts";
import { type LintOutcome, summaryOf } from "./lint-outcome.ts";

/** The forge shows so many of each level in a step. */
const mostShown = 10;
/** A summary that is larger than 1 MiB is not shown at all. */
const mostSummaryBytes = 2 ** 20;

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/**
 * The outcome as annotations of a pull request: the first ten of each level, worst level first, and a line that counts
 * the rest.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(outcome: LintOutcome): string {
  const levels = severities.map((severity) =>
    outcome.findings.filter((finding) => finding.severity === severity),
  );
  const shown = levels.flatMap((findings) => findings.slice(0, mostShown).map(annotation));
  const rest = levels.reduce((sum, { length }) => sum + Math.max(0, length - mostShown), 0);
  const more =
    rest === 0 ? [] : [`${rest} more ${rest === 1 ? "finding is" : "findings are"} not annotated.`];
  return [...shown, ...more, summaryOf(outcome)].join("\n");
}

function annotation(finding: Finding): string {
  const properties = Object.entries({
    file: finding.file,
    line: finding.line,
    endLine: finding.end_line,
    col: finding.column,
    endColumn: finding.end_column,
    title: finding.rule,
  }).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const command = `::${commands[finding.severity]} ${properties.join(",")}`;
  return `${command}::${escapeMessage(finding.message)}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * Everything as a Markdown table, for the summary of the step; what would not fit is counted.
 *
 * @param room how many bytes the summary may still take, of the forge's 1 MiB
 */
export function renderGithubSummary(outcome: LintOutcome, room = mostSummaryBytes): string {
  const head = `### ama knowledge lint\n\n${summaryOf(outcome)}\n`;
  if (outcome.findings.length === 0) return head;
  const worstFirst = severities.flatMap((severity) =>
    outcome.findings.filter((finding) => finding.severity === severity),
  );
  const lines = [head, "| | Rule | Place | Finding |", "|---|---|---|---|"];
  // Room for the line that counts the rest.
  let left = room - 100 - lines.reduce((sum, line) => sum + bytesOf(line), 0);
  for (const [index, finding] of worstFirst.entries()) {
    const row = rowOf(finding);
    left -= bytesOf(row);
    if (left < 0) {
      lines.push(`\n… and ${worstFirst.length - index} more.`);
      break;
    }
    lines.push(row);
  }
  return `${lines.join("\n")}\n`;
}

const bytesOf = (line: string) => new TextEncoder().encode(line).length + 1;

function rowOf({ severity, rule, file, line, message }: Finding): string {
  const cells = [severity, rule, `${file}:${line}`, message];
  return `| ${cells.map((cell) => cell.replace(/[\r\n]+/g, " ").replace(/[|<\\]/g, "\\$&")).join(" | ")} |`;
}

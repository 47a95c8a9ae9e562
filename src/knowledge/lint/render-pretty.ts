import { styleText } from "node:util";
import type { Finding, Severity } from "./finding.ts";
import { type LintOutcome, summaryOf } from "./lint-outcome.ts";
import { isRuleId, rules } from "./rules.ts";

export type PrettyOptions = {
  readonly colour: boolean;
  /** The line that a finding points to; undefined where there is none to show. */
  readonly lineOf: (finding: Finding) => string | undefined;
};

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const styles = {
  error: "red",
  warning: "yellow",
  info: "cyan",
} as const satisfies Record<Severity, Style>;

/** A frame shows so much of a line, around the place. */
const widestFrame = 100;
const before = 60;

/** The outcome for people: by file, each finding with its line, why it matters and what to do. */
export function renderPretty(outcome: LintOutcome, { colour, lineOf }: PrettyOptions): string {
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const files = Map.groupBy(outcome.findings, ({ file }) => file);
  const blocks = [...files].map(([file, findings]) =>
    [
      paint("underline", file),
      ...findings.map((finding) => renderFinding(finding, lineOf(finding), paint)),
    ].join("\n"),
  );
  return [...blocks, summaryOf(outcome)].join("\n\n");
}

function renderFinding(finding: Finding, line: string | undefined, paint: Paint): string {
  const { line: number, column, severity, rule, message, why } = finding;
  const remedy = isRuleId(rule) ? [`    ${paint("dim", "do:")}  ${rules[rule].remedy}`] : [];
  return [
    `  ${number}:${column} ${paint(styles[severity], severity)} ${rule} ${message}`,
    ...(line === undefined || line.trim() === "" ? [] : frameOf(finding, line, paint)),
    `    ${paint("dim", "why:")} ${why}`,
    ...remedy,
  ].join("\n");
}

function frameOf(finding: Finding, line: string, paint: Paint): readonly string[] {
  const start = finding.column - 1;
  const from = line.length <= widestFrame ? 0 : Math.max(0, start - before);
  const cut = line.slice(from, from + widestFrame);
  const shown = cut.replaceAll("\t", " ");
  const length = Math.min(finding.end_column - finding.column, shown.length - (start - from));
  const gutter = `    ${finding.line} | `;
  const caret = " ".repeat(gutter.length - 2 + Math.max(0, start - from));
  return [
    `${paint("dim", gutter)}${shown}`,
    `${caret.slice(0, gutter.length - 2)}${paint("dim", "| ")}${caret.slice(gutter.length - 2)}${paint(styles[finding.severity], "^".repeat(Math.max(1, length)))}`,
  ];
}

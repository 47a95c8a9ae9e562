import { describe, expect, it } from "vitest";
import type { Finding, Severity } from "../../../src/knowledge/lint/finding.ts";
import { renderGithub, renderGithubSummary } from "../../../src/knowledge/lint/render-github.ts";

const finding = (given: Partial<Finding> = {}): Finding => ({
  rule: "K050",
  severity: "error",
  file: "knowledge/answers/a.md",
  line: 3,
  column: 1,
  end_line: 3,
  end_column: 5,
  message: "Gone.",
  why: "",
  fix: null,
  entry: "a",
  fingerprint: "0",
  ...given,
});
const outcome = (findings: readonly Finding[]) => ({
  findings,
  waived: 0,
  entries: 5,
  durationMs: 400,
  ok: false,
});
const many = (severity: Severity, count: number) =>
  Array.from({ length: count }, (_, at) => finding({ severity, message: `${severity} ${at}` }));

describe("an annotation", () => {
  it("escapes what the forge would read as its own", () => {
    const odd = finding({ file: "a,b:c%.md", message: "100 %\r\nhere, there: ok" });
    expect(renderGithub(outcome([odd])).split("\n")[0]).toBe(
      "::error file=a%2Cb%3Ac%25.md,line=3,endLine=3,col=1,endColumn=5,title=K050::100 %25%0D%0Ahere, there: ok",
    );
  });

  it.each([
    [10, 10, []],
    [11, 10, ["1 more finding is not annotated."]],
    [30, 10, ["20 more findings are not annotated."]],
  ])("of %d of one level is shown for %d", (count, shown, rest) => {
    const lines = renderGithub(outcome(many("warning", count))).split("\n");
    expect(lines.filter((line) => line.startsWith("::warning "))).toHaveLength(shown);
    expect(lines.slice(shown, -1)).toEqual(rest);
  });

  it("of a worse level stands above", () => {
    const mixed = [...many("info", 11), ...many("warning", 11), ...many("error", 11)];
    const kinds = renderGithub(outcome(mixed)).matchAll(/^::(\w+) /gm);
    expect([...kinds].map(([, kind]) => kind)).toEqual([
      ...Array(10).fill("error"),
      ...Array(10).fill("warning"),
      ...Array(10).fill("notice"),
    ]);
  });
});

describe("the summary of a step", () => {
  it("holds every finding, worst first, in a table that they cannot break", () => {
    const summary = renderGithubSummary(
      outcome([finding({ severity: "info", message: "a | <b>\nc" }), finding()]),
    );
    expect(summary).toBe(
      [
        "### ama knowledge lint",
        "",
        "1 error, 0 warnings, 1 note in 1 of 5 entries (0.4 s)",
        "",
        "| | Rule | Place | Finding |",
        "|---|---|---|---|",
        "| error | K050 | knowledge/answers/a.md:3 | Gone. |",
        "| info | K050 | knowledge/answers/a.md:3 | a \\| \\<b> c |",
        "",
      ].join("\n"),
    );
  });

  it("stays below the forge's limit, and counts what does not fit", () => {
    const summary = renderGithubSummary(outcome(many("error", 20_000)));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(2 ** 20);
    expect(summary).toMatch(/\n… and \d+ more\.\n$/);
    const full = renderGithubSummary(outcome(many("error", 100)), 2_000);
    expect(Buffer.byteLength(full)).toBeLessThanOrEqual(2_000);
  });
});

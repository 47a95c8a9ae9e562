import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import { parseMarkdown } from "../../src/knowledge/markdown.ts";
import { linksIn, stepParts, stepsNamed } from "../../src/knowledge/step-parts.ts";

const partsOf = (...lines: readonly string[]) => {
  const { main, expect, ifNot } = stepParts(parseMarkdown(lines.join("\n"), false).children);
  return [main, expect, ifNot].map((nodes) => docText(markdownDoc(nodes)));
};

describe("the parts of a step", () => {
  it.each([
    ["are one without labels", ["Do it."], ["Do it.", "", ""]],
    [
      "are three",
      ["Do it.", "", "Expect: ok.", "", "If not: wait."],
      ["Do it.", "Expect: ok.", "If not: wait."],
    ],
    [
      "come in any order",
      ["Do.", "", "If not: wait.", "", "Expect: ok."],
      ["Do.", "Expect: ok.", "If not: wait."],
    ],
    ["may be in bold", ["Do.", "", "**If not:** wait."], ["Do.", "", "If not: wait."]],
    [
      "may be lines of one paragraph",
      ["Do.", "Expect: ok.", "If not: wait."],
      ["Do. ", "Expect: ok. ", "If not: wait."].map((one) => one.trim()),
    ],
    [
      "may be lines in bold",
      ["Do.", "**Expect:** ok.", "**If not:** wait."],
      ["Do. ", "Expect: ok. ", "If not: wait."],
    ],
    [
      "take what stands below along",
      ["Do.", "", "If not: run", "", "```", "x", "```"],
      ["Do.", "", "If not: run\n\n    x"],
    ],
    ["need the colon", ["Do.", "", "If not sure, ask."], ["Do.\n\nIf not sure, ask.", "", ""]],
    [
      "need the beginning of a line",
      ["See what to do if not: nothing."],
      ["See what to do if not: nothing.", "", ""],
    ],
  ])("%s", (_, lines, expected) => {
    expect(partsOf(...lines)).toEqual(expected);
  });

  it("name steps and link to entries", () => {
    const { ifNot } = stepParts(
      parseMarkdown("If not: see step 3 or Step 1, not [this](a.md) of step 3.", false).children,
    );
    expect([stepsNamed(ifNot), linksIn(ifNot)]).toEqual([[3, 1], ["a.md"]]);
  });
});

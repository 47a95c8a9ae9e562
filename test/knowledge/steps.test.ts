import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/knowledge/markdown.ts";
import { stepsOf } from "../../src/knowledge/steps.ts";
import { answerWith, entryOf, readPage } from "./read-page.ts";

const steps = (...lines: readonly string[]) =>
  stepsOf(parseMarkdown(lines.join("\n"), false).children).map(({ text, fences }) => [
    text,
    ...fences.map(({ code }) => code),
  ]);

describe("the steps of a section", () => {
  it.each([
    ["are the items of its list", ["1. A", "2. B"], [["A"], ["B"]]],
    [
      "take their fences along",
      ["1. A", "", "   ```sh", "   a", "   ```", "", "2. B"],
      [["A", "a"], ["B"]],
    ],
    [
      "take fences that are not indented along",
      ["1. A", "```sh", "a", "```", "2. B", "```sh", "b", "```"],
      [
        ["A", "a"],
        ["B", "b"],
      ],
    ],
    [
      "go on after a remark between them",
      ["1. A", "", "Mind the gap.", "", "2. B"],
      [["A"], ["B"]],
    ],
    [
      "leave out what is said before and after",
      ["First this.", "", "1. A", "", "That is all.", "", "```", "x", "```"],
      [["A"]],
    ],
    ["may begin with any number", ["3) A", "4) B"], [["A"], ["B"]]],
    [
      "are the sub-headings without a list",
      ["### A", "a", "### B", "```", "b", "```"],
      [["A"], ["B", "b"]],
    ],
    [
      "are the sub-headings, however they are marked below",
      ["### A", "- x", "- y", "### B", "z"],
      [["A"], ["B"]],
    ],
    [
      "are the paragraphs and the fences after them",
      ["Do A:", "", "```", "a", "```", "", "```", "aa", "```", "", "Do B."],
      [["Do A:", "a", "aa"], ["Do B."]],
    ],
    ["are one, when there is one paragraph", ["Do A."], [["Do A."]]],
    ["are one, when there is one fence", ["```", "a", "```"], [["a", "a"]]],
    ["are none in an empty section", [], []],
    ["are not the items of a list without numbers", ["- A", "- B"], [["AB"]]],
  ])("%s", (_what, lines, expected) => expect(steps(...lines)).toEqual(expected));

  it("hold everything that stands below them", () => {
    const [step] = stepsOf(
      parseMarkdown("1. A\n\n   Expect: pods.\n\n   If not: call.\n", false).children,
    );
    expect(step?.nodes.map(({ type }) => type)).toEqual(["paragraph", "paragraph", "paragraph"]);
  });
});

describe("a runbook", () => {
  const body =
    "Restarts it.\n\n## When to use\n\nSlow.\n\n## Steps\n\n1. A\n2. B\n\n## Restart the other\n\n1. C\n\n## Roll back\n\nNot possible: it is stateless.\n";
  const content = entryOf(
    readPage("runbooks/kafka.md", answerWith("", body).replace("Set up the VPN", "Restart kafka")),
  ).content();

  it("has the steps of every section that holds some, in their order", () => {
    expect(content.steps.map(({ text }) => text)).toEqual(["A", "B", "C"]);
  });

  it("keeps its sections in their places, each with its role", () => {
    expect(content.sections.map(({ role, heading }) => [role, heading])).toEqual([
      ["when", "When to use"],
      ["steps", "Steps"],
      ["steps", "Restart the other"],
      ["rollback", "Roll back"],
    ]);
  });
});

describe("a checklist", () => {
  it("keeps its groups, and which of its items are ticked", () => {
    const page = readPage(
      "checklists/onboard.md",
      "---\ntitle: Onboard\nowner: ana\n---\n\n## Day 1\n\n- [ ] Laptop\n- [x] Badge\n\n## Day 2\n\n* [X] VPN\n* no task\n",
    );
    const groups = entryOf(page)
      .content()
      .sections.map(({ heading, nodes }) => [
        heading,
        nodes.flatMap((node) =>
          node.type === "list" ? node.children.map(({ checked }) => checked) : [],
        ),
      ]);
    expect(groups).toEqual([
      ["Day 1", [false, true]],
      ["Day 2", [true, null]],
    ]);
  });
});

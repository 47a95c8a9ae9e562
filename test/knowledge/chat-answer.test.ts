import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import { readContent } from "../../src/knowledge/content.ts";

const answer = (...blocks: readonly string[]) =>
  docText(markdownDoc(readContent(blocks.join("\n\n"), "", false).answer));

const section = "## More\n\nThe rest.";

describe("the chat answer", () => {
  it.each([
    ["drops the H1", ["# Title", "Text.", section], "Text."],
    ["drops an underlined H1", ["Title\n=====", "Text.", section], "Text."],
    ["drops comments", ["<!-- todo -->", "Text.<!-- x -->", section], "Text."],
    ["drops pictures", ["![diagram](a.png)", "Text ![x](b.png)here.", section], "Text here."],
    ["drops badges", ["[![build](a.svg)](https://ci.example)", "Text.", section], "Text."],
    ["drops a rule", ["---", "Text.", section], "Text."],
    [
      "keeps a leading warning above it",
      ["> [!WARNING]\n> Hot.", "Text.", "Second.", section],
      "Warning: Hot.\n\nText.",
    ],
    [
      "keeps a leading important remark above it",
      ["> [!IMPORTANT]\n> Hot.", "Text.", section],
      "Warning: Hot.\n\nText.",
    ],
    [
      "keeps a leading danger above it",
      ["> [!CAUTION]\n> Hot.", "Text.", section],
      "Danger: Hot.\n\nText.",
    ],
    [
      "keeps a warning above what it borrows",
      ["> [!WARNING]\n> Hot.", section],
      "Warning: Hot.\n\nThe rest.",
    ],
    ["does not repeat a later warning", ["Text.", "> [!WARNING]\n> Hot.", section], "Text."],
    ["is the first paragraph", ["Text.", "Second.", section], "Text."],
    [
      "takes along a list that it announces",
      ["Do this:", "- a\n- b", "Second.", section],
      "Do this:\n\n- a\n- b",
    ],
    [
      "takes along code that it announces",
      ["Run:", "```sh\nuptime\n```", section],
      "Run:\n\n    uptime",
    ],
    [
      "takes along a table that it announces",
      ["Ports:", "|a|b|\n|-|-|\n|1|2|", section],
      "Ports:\n\na  b\n1  2",
    ],
    ["does not take along a paragraph after a colon", ["So:", "Second.", section], "So:"],
    ["does not take along a list that it does not announce", ["Text.", "- a", section], "Text."],
    ["takes only the first of two lists", ["Do:", "- a", "1. b", section], "Do:\n\n- a"],
    ["is a list where the page begins with one", ["- a\n- b", "Text.", section], "- a\n- b"],
    ["is the whole of a short page", ["# Title", "One.", "- a", "Two."], "One.\n\n- a\n\nTwo."],
    [
      "is the first paragraph of a section that says when",
      ["## Steps", "Do it.", "## Meaning", "It is slow."],
      "It is slow.",
    ],
    [
      "is the first paragraph of any section otherwise",
      ["## Steps", "## Other", "Do it.", "Twice."],
      "Do it.",
    ],
    ["looks past an empty section that says when", ["## Meaning", "## Steps", "Do it."], "Do it."],
    [
      "looks past a section of pictures",
      ["## Meaning", "![x](a.png)", "## Steps", "Do it."],
      "Do it.",
    ],
    ["looks below a sub-heading", ["## Meaning", "### Details", "It is slow."], "It is slow."],
    ["is empty on a page of headings", ["# Title", "## Steps", "## Other"], ""],
    ["is empty on an empty page", [], ""],
  ])("%s", (_what, blocks, expected) => expect(answer(...blocks)).toBe(expected));

  it.each([
    [900, 900],
    [901, 10],
  ])("of a page of %d characters without sections is %d characters", (length, shown) => {
    const digits = Array.from({ length }, (_, index) => index)
      .join("")
      .slice(0, length);
    const given = answer(digits.slice(0, 10), digits.slice(10));
    expect(given.replace("\n\n", "")).toHaveLength(shown);
  });

  it("is the first paragraph where a section follows, however short the page", () => {
    expect(answer("One.", "Two.", "## More")).toBe("One.");
  });
});

import { describe, expect, it } from "vitest";
import { headingLevels } from "../../src/knowledge/heading-levels.ts";

const levels = (...headings: readonly string[]) => {
  const { title, sections, level } = headingLevels(
    headings.map((line) => ({ depth: line.indexOf(" "), text: line.slice(line.indexOf(" ") + 1) })),
  );
  return { title, level, sections: sections.map(({ text }) => text) };
};

describe("a page's headings", () => {
  it.each([
    [
      "an H1 and its H2",
      ["# T", "## A", "### B", "## C"],
      { title: "T", level: 2, sections: ["A", "C"] },
    ],
    ["no H1", ["## A", "## B"], { title: undefined, level: 2, sections: ["A", "B"] }],
    ["an H1 only", ["# T"], { title: "T", level: 2, sections: [] }],
    ["none", [], { title: undefined, level: 2, sections: [] }],
    [
      "H3 below the H1",
      ["# T", "### A", "#### B", "### C"],
      { title: "T", level: 3, sections: ["A", "C"] },
    ],
    [
      "each section an H1",
      ["# T", "# A", "## B", "# C"],
      { title: "T", level: 1, sections: ["A", "C"] },
    ],
    [
      "sections from the first H1 on",
      ["# Meaning", "# Impact"],
      { title: undefined, level: 1, sections: ["Meaning", "Impact"] },
    ],
    ["an H1 that comes late", ["## A", "# T"], { title: undefined, level: 1, sections: ["T"] }],
    ["an H1 without words", ["# ", "## A"], { title: undefined, level: 2, sections: ["A"] }],
  ])("tell title from sections: %s", (_what, headings, expected) =>
    expect(levels(...headings)).toEqual(expected),
  );
});

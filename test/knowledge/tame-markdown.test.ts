import { describe, expect, it } from "vitest";
import { tameMarkdown } from "../../src/knowledge/tame-markdown.ts";
import { entryOf, readPage } from "./read-page.ts";

describe("text made to keep a parser busy", () => {
  const full = (piece: string) => piece.repeat(Math.floor(199_000 / piece.length));
  /** Untamed this would take minutes, too. */
  const many = (piece: string) => piece.repeat(Math.floor(80_000 / piece.length));

  it.each([
    ">",
    "> ",
    "[a](",
    "*a **a ",
    "[",
    "[[",
    "![",
    "`",
    "<",
    "<b>",
    "<a b=",
    "<div>",
    "<!--",
    "_a __a ",
    "~~a",
    "- ",
    "1. ",
    "#",
    "|a",
    "\\",
    "&",
    " ",
    "\t",
    "a@b.",
    "http://a.",
    "{{<",
    "{%",
    "<%",
    "[a][b",
    ":::note ",
  ])("on one line is read: %j", (piece) => {
    entryOf(readPage("answers/a-b.md", full(piece))).content();
  });

  it.each(["[a](\n", "*a **a\n", "[[a\n", "{{<\n", "<%\n", ":::note\n"])(
    "on many lines is read: %j",
    (piece) => {
      entryOf(readPage("answers/a-b.md", many(piece))).content();
    },
  );

  it("is read where lists are nested without end", () => {
    const lines = Array.from({ length: 300 }, (_, depth) => `${"  ".repeat(depth)}- a`);
    entryOf(readPage("answers/a-b.md", lines.join("\n"))).content();
  });
});

describe("ordinary text", () => {
  it.each([
    ["a table of 30 columns", `|${"a|".repeat(30)}\n|${"-|".repeat(30)}`],
    ["a long line", Array.from({ length: 500 }, (_, index) => `word${index}`).join(" ")],
    ["quotations 8 deep", "> > > > > > > > a"],
    ["a line 40 times", Array(40).fill("a").join("\n")],
    ["a long line of code", `\`\`\`\n${"a".repeat(6_000)}\n\`\`\``],
    ["a line of code 100 times", `\`\`\`\n${"a\n".repeat(100)}\`\`\``],
  ])("stays as it is: %s", (_what, text) => expect(tameMarkdown(text)).toBe(text));

  it.each([
    ["quotations 9 deep are 8 deep", "> > > > > > > > > a", "> > > > > > > > a"],
    ["a piece 201 times is there 40 times", `b${"ab".repeat(201)}`, "ba".repeat(40)],
    [
      "a line 41 times is empty once",
      Array(41).fill("a").join("\n"),
      `${Array(40).fill("a").join("\n")}\n`,
    ],
  ])("is cut: %s", (_what, text, tamed) => expect(tameMarkdown(text)).toContain(tamed));

  it("keeps its number of lines", () => {
    expect(tameMarkdown("a\n".repeat(100)).split("\n")).toHaveLength(101);
  });
});

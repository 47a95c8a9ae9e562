import { describe, expect, it } from "vitest";
import type { Block, Doc } from "../../src/chat/doc.ts";
import { paragraph } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";

const link = (url: string, text: string): Block => ({ p: [{ link: url, runs: [{ text }] }] });
const items = (...texts: readonly string[]) => texts.map((text) => [paragraph(text)]);

describe("a Doc as plain text", () => {
  it.each<[string, Block, string]>([
    ["a paragraph is its text", paragraph("One.\nTwo."), "One.\nTwo."],
    ["a paragraph without text is empty", { p: [] }, ""],
    [
      "styles say nothing, code is marked",
      {
        p: [
          { text: "a", bold: true },
          { text: "b", italic: true },
          { text: "c", strike: true },
          { text: "d", code: true },
        ],
      },
      "abc`d`",
    ],
    [
      "who is called is the name",
      { p: [{ mention: { platform: "slack", workspace: "T1", user: "U1" }, name: "Grace" }] },
      "Grace",
    ],
    ["a heading is its text", { heading: [{ text: "Steps" }] }, "Steps"],
    ["code is indented", { code: "a\n\n  b", lang: "shell" }, "    a\n\n      b"],
    ["empty code is an empty line", { code: "" }, ""],
    [
      "a quotation is marked on each line",
      { quote: [paragraph("a"), paragraph("b")] },
      "> a\n>\n> b",
    ],
    ["a note", { callout: "note", body: [paragraph("a")] }, "Note: a"],
    ["a warning", { callout: "warning", body: [paragraph("a")] }, "Warning: a"],
    ["a danger", { callout: "danger", body: [paragraph("a"), paragraph("b")] }, "Danger: a\n\nb"],
    ["a list", { list: items("a", "b"), ordered: false }, "- a\n- b"],
    ["an ordered list", { list: items("a", "b"), ordered: true }, "1. a\n2. b"],
    [
      "an ordered list from nine",
      { list: items("a\nb", "c\nd"), ordered: true, start: 9 },
      "9. a\n   b\n10. c\n    d",
    ],
    [
      "an item of several blocks",
      {
        list: [[paragraph("a"), { code: "b" }, { list: items("c"), ordered: false }]],
        ordered: false,
      },
      "- a\n      b\n  - c",
    ],
    ["an empty list", { list: [], ordered: false }, ""],
    [
      "tasks, done and not",
      {
        tasks: [
          { body: [paragraph("a\nb")], done: false },
          { body: [paragraph("c")], done: true },
        ],
      },
      "[ ] a\n    b\n[x] c",
    ],
    [
      "a table in columns",
      {
        table: [
          [[{ text: "Name" }], [{ text: "Owner" }]],
          [[{ text: "postgres" }], [{ text: "Ana" }]],
          [[{ text: "db\nx" }], []],
        ],
      },
      "Name      Owner\npostgres  Ana\ndb x",
    ],
    [
      "a table of rows unlike in length",
      { table: [[[{ text: "a" }]], [[], [{ text: "b" }]]] },
      "a\n   b",
    ],
    ["a table without rows", { table: [] }, ""],
    [
      "a picture is its text, on one line",
      { image: { recipe: "wifi", of: "guest" }, alt: "code of\nthe guest network" },
      "[picture: code of the guest network]",
    ],
    [
      "a picture in a list",
      { list: [[{ image: { recipe: "wifi", of: "guest" }, alt: "a" }]], ordered: false },
      "- [picture: a]",
    ],
    ["a line across", { divider: true }, "---"],
    [
      "a link is its text and where it leads",
      link("https://a.io/x", "here"),
      "here (https://a.io/x)",
    ],
    [
      "a link that is its own text stands once",
      link("https://a.io", "https://a.io"),
      "https://a.io",
    ],
    [
      "an address for mail is told without its scheme",
      link("mailto:a@b.io", "Ana"),
      "Ana (a@b.io)",
    ],
    [
      "a link on which nothing stands is its address",
      link("https://a.io/x", " \n"),
      "https://a.io/x",
    ],
    ["and once when it is its own text", link("mailto:a@b.io", "a@b.io"), "a@b.io"],
  ])("%s", (_what, block, text) => {
    expect(docText([block])).toBe(text);
  });

  it("has an empty line between blocks", () => {
    const doc: Doc = [{ heading: [{ text: "a" }] }, paragraph("b"), { divider: true }];
    expect(docText(doc)).toBe("a\n\nb\n\n---");
  });

  it("is empty for nothing", () => {
    expect(docText([])).toBe("");
  });
});

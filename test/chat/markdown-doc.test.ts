import fc from "fast-check";
import type { RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import type { Block, Doc, Run } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import { parseMarkdown } from "../../src/knowledge/markdown.ts";

const docOf = (markdown: string): Doc => markdownDoc(parseMarkdown(markdown, false).children);
const p = (...runs: readonly Run[]): Block => ({ p: runs });
const text = (of: string): Run => ({ text: of });
const item = (of: string): readonly Block[] => [p(text(of))];

describe("Markdown as a Doc", () => {
  it.each<[string, string, Doc]>([
    ["a paragraph, whatever its lines", "One \n  two.", [p(text("One two."))]],
    ["a label on a line of its own", "Do.\n  If not: wait.", [p(text("Do.\nIf not: wait."))]],
    ["a line that is to end", "One  \ntwo.", [p(text("One"), text("\n"), text("two."))]],
    ["bold", "**a**", [p({ text: "a", bold: true })]],
    ["italic", "_a_", [p({ text: "a", italic: true })]],
    ["struck", "~~a~~", [p({ text: "a", strike: true })]],
    ["inline code", "`a`", [p({ text: "a", code: true })]],
    [
      "styles in styles",
      "**a _b ~~c `d`~~_**",
      [
        p(
          { text: "a ", bold: true },
          { text: "b ", bold: true, italic: true },
          { text: "c ", bold: true, italic: true, strike: true },
          { text: "d", bold: true, italic: true, strike: true, code: true },
        ),
      ],
    ],
    ["a hard break", "a  \nb", [p(text("a"), text("\n"), text("b"))]],
    ["a break of HTML", "a<br>b", [p(text("a"), text("\n"), text("b"))]],
    ["a heading of any level", "#### a", [{ heading: [text("a")] }]],
    ["a heading of nothing", "#", [{ heading: [] }]],
    ["code", "```\na\n```", [{ code: "a" }]],
    ["code in a language", "```shell {env=prod}\na\n```", [{ code: "a", lang: "shell" }]],
    ["a quotation", "> a", [{ quote: [p(text("a"))] }]],
    ["a note", "> [!NOTE]\n> a", [{ callout: "note", body: [p(text("a"))] }]],
    ["a warning", "> [!WARNING]\n> a", [{ callout: "warning", body: [p(text("a"))] }]],
    ["a danger", "> [!CAUTION]\n> a", [{ callout: "danger", body: [p(text("a"))] }]],
    ["a list", "- a\n- b", [{ list: [item("a"), item("b")], ordered: false }]],
    ["an ordered list", "1. a\n2. b", [{ list: [item("a"), item("b")], ordered: true }]],
    ["one from three", "3. a", [{ list: [item("a")], ordered: true, start: 3 }]],
    ["one from nothing", "0. a", [{ list: [item("a")], ordered: true, start: 0 }]],
    [
      "a list in a list",
      "- a\n  - b",
      [{ list: [[...item("a"), { list: [item("b")], ordered: false }]], ordered: false }],
    ],
    [
      "tasks, and an item among them that is none",
      "- [ ] a\n- [x] b\n- c",
      [
        {
          tasks: [
            { body: item("a"), done: false },
            { body: item("b"), done: true },
            { body: item("c"), done: false },
          ],
        },
      ],
    ],
    [
      "a table",
      "| a | b |\n|---|---|\n| `c` | |",
      [
        {
          table: [
            [[text("a")], [text("b")]],
            [[{ text: "c", code: true }], []],
          ],
        },
      ],
    ],
    ["a line across", "---", [{ divider: true }]],
    ["a picture, which is left out", "![a](b.png)", []],
    ["a picture in a text", "a ![b](c.png)", [p(text("a "))]],
    ["a label of a link, which is left out", "[a]: https://a.io", []],
    ["nothing", "", []],
  ])("%s", (_what, markdown, doc) => {
    expect(docOf(markdown)).toEqual(doc);
  });

  it("leaves out every kind of node that has no place in it", () => {
    const nodes: readonly RootContent[] = [
      { type: "html", value: "<b>a</b>" },
      { type: "yaml", value: "a: b" },
      { type: "definition", identifier: "a", url: "https://a.io" },
      { type: "paragraph", children: [{ type: "html", value: "<b>" }] },
    ];
    expect(markdownDoc(nodes)).toEqual([]);
  });
});

describe("a link", () => {
  it.each([
    ["a page", "https://a.io/b?c#d"],
    ["a page without encryption", "http://a.io"],
    ["in capitals", "HTTPS://a.io"],
    ["an address for mail", "mailto:a@b.io"],
  ])("to %s stays one", (_what, url) => {
    expect(docOf(`[here](${url})`)).toEqual([p({ link: url, runs: [text("here")] })]);
  });

  it.each([
    ["a script", "javascript:alert(1)"],
    ["a script in capitals", "JaVaScRiPt:alert(1)"],
    ["data", "data:text/html,x"],
    ["a file", "file:///etc/passwd"],
    ["another page of ours", "../answers/vpn.md"],
    ["a place of the page", "#steps"],
    ["a page of no scheme", "//a.io"],
    ["nothing", ""],
    ["a scheme without a host", "https:a.io"],
    ["a telephone", "tel:112"],
  ])("to %s is its text", (_what, url) => {
    expect(docOf(`[here](${url})`)).toEqual([p(text("here"))]);
  });

  it.each([
    ["in angle brackets", "<https://a.io>", "https://a.io", "https://a.io"],
    ["bare", "https://a.io", "https://a.io", "https://a.io"],
    ["bare, without a scheme", "www.a.io", "http://www.a.io", "www.a.io"],
    ["bare, for mail", "a@b.io", "mailto:a@b.io", "a@b.io"],
    ["by a label", "[here][a]\n\n[a]: https://a.io", "https://a.io", "here"],
  ])("may be written %s", (_how, markdown, url, shown) => {
    expect(docOf(markdown)).toEqual([p({ link: url, runs: [text(shown)] })]);
  });

  it.each([
    ["nothing", "[](https://a.io)"],
    ["a blank", "[ ](https://a.io)"],
    ["a picture", "[![badge](b.png)](https://a.io)"],
  ])("with %s for a text shows its address", (_what, markdown) => {
    const link = { link: "https://a.io", runs: [text("https://a.io")] };
    expect(docOf(`See ${markdown}`)).toEqual([p(text("See "), link)]);
  });

  it("keeps the style around it and that within it", () => {
    expect(docOf("**[a _b_](https://a.io)**")).toEqual([
      p({
        link: "https://a.io",
        runs: [
          { text: "a ", bold: true },
          { text: "b", bold: true, italic: true },
        ],
      }),
    ]);
  });
});

describe("HTML in Markdown", () => {
  it.each([
    ["a tag in a line", 'a <b onclick="x">b</b> c', "a b c"],
    ["a script in a line", "a <script>alert(1)</script> c", "a  c"],
    ["a script as a block", "a\n\n<script>\nalert(1)\n</script>\n\nc", "a\n\nc"],
    ["a picture", 'a <img src=x onerror="alert(1)"> c', "a  c"],
    ["a block", "<div onclick=x>\n<p>a <b>b</b></p>\n</div>", "a b"],
    ["a link to a script", '<p><a href="javascript:alert(1)">a</a></p>', "a"],
    ["a comment", "a <!-- secret --> c", "a  c"],
    ["a tag in a table", "| <b>a</b> |\n|---|", "a"],
    ["a tag in a heading", "## <b onclick=x>a</b>", "a"],
  ])("leaves its text and no tag: %s", (_what, markdown, shown) => {
    expect(docText(docOf(markdown))).toBe(shown);
  });

  it.each([
    ["a placeholder", "ssh <host>", "ssh <host>"],
    ["less and greater", "1 < 2 > 0", "1 < 2 > 0"],
    ["an escaped tag", "\\<b>", "<b>"],
    ["a tag in code", "`<b>`", "`<b>`"],
  ])("is not what only looks like it: %s", (_what, markdown, shown) => {
    expect(docText(docOf(markdown))).toBe(shown);
  });
});

/** The runs of a Doc, those of code left out, with where its links lead. */
function runsIn(doc: Doc): readonly Run[] {
  const found: Run[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === "object" && value !== null) {
      if ("link" in value && typeof value.link === "string") {
        found.push({ link: value.link, runs: [] });
      }
      if ("text" in value && typeof value.text === "string" && !("code" in value)) {
        found.push({ text: value.text });
      }
      for (const one of Object.values(value)) visit(one);
    }
  };
  visit(doc);
  return found;
}

describe("any Markdown", () => {
  const marks = "* ** _ ~~ # - > | ` ``` [ ]( ) ![ 1. --- \\ : [!NOTE] [x] {{< >}} ::: {% %}".split(
    " ",
  );
  const tags = [
    "<b onclick=x>",
    "</b>",
    "<script>",
    "</script>",
    "<script src='x'>",
    "<img src=x onerror=y>",
    '<a href="javascript:x">',
    "</a>",
    "<div>",
    "</div>",
    "<p>",
    "<br>",
    "<style>",
    "</style>",
    "<details>",
    "<summary>",
    "<table><tr><td>",
    "<IMG SRC=x>",
  ];
  const gap = fc.constantFrom("", " ", "\n", "\n\n", "\n    ", "\n> ", "\n- ");
  const piece = (of: readonly string[]) =>
    fc.tuple(fc.constantFrom(...of), gap).map((pair) => pair.join(""));
  const markdown = fc
    .array(fc.oneof(piece(["vpn", "host", "a b"]), piece(marks), piece(tags)), { maxLength: 30 })
    .map((pieces) => pieces.join(""));

  it("gives a Doc and a text without a fault, and links that may be opened only", () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: "binary", maxLength: 200 })), (source) => {
        const doc = docOf(source);
        expect(typeof docText(doc)).toBe("string");
        for (const run of runsIn(doc)) {
          if ("link" in run) expect(run.link).toMatch(/^(?:https?:\/\/|mailto:)/i);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("holds no tag that was one", () => {
    const unescaped = markdown.map((source) => source.replaceAll("\\", ""));
    fc.assert(
      fc.property(unescaped, (source) => {
        for (const run of runsIn(docOf(source))) {
          if ("text" in run) {
            expect(run.text).not.toMatch(
              /<\/?(?:b|script|img|a|div|p|br|style|details|table)\b[^<]*>/i,
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { docBlocks } from "../../../../src/adapters/slack/render/doc-blocks.ts";
import type { Principal } from "../../../../src/chat/conversation.ts";
import { type Block, type Doc, paragraph, type Run } from "../../../../src/chat/doc.ts";
import { docText } from "../../../../src/chat/doc-text.ts";
import { anyDoc } from "../../../contract/any-doc.ts";
import {
  checkMessageBlocks,
  mostBlockText,
  textLength,
} from "../../../support/fake-slack/block-rules.ts";
import { SlackRefusal } from "../../../support/fake-slack/slack-refusal.ts";
import { drawn } from "../../../support/test-pictures.ts";
import { withoutLayout } from "../../../support/without-layout.ts";
import { blocksText } from "./blocks-text.ts";

const surface = { workspace: "T1", tables: true, fileOf: () => undefined };
const grace: Principal = { platform: "slack", workspace: "T1", user: "U1" };

const text = (words: string, style?: object) =>
  style ? { type: "text", text: words, style } : { type: "text", text: words };
const section = (...elements: readonly object[]) => ({ type: "rich_text_section", elements });
const quote = (...elements: readonly object[]) => ({ type: "rich_text_quote", elements });
const list = (style: string, indent: number, items: readonly string[], more: object = {}) => ({
  type: "rich_text_list",
  style,
  indent,
  ...more,
  elements: items.map((item) => section(text(item))),
});
const rich = (...elements: readonly object[]) => ({ type: "rich_text", elements });
const header = (words: string) => ({
  type: "header",
  text: { type: "plain_text", text: words, emoji: false },
});
const items = (...texts: readonly string[]): readonly Doc[] => texts.map((one) => [paragraph(one)]);
const rows = (count: number, columns: number): Block => ({
  table: Array.from({ length: count }, (_none, row) =>
    Array.from({ length: columns }, (_no, column) => [{ text: `${row}/${column}` }]),
  ),
});

describe("a Doc in Slack", () => {
  it.each<[string, Block, readonly object[]]>([
    ["a paragraph is rich text", paragraph("a\nb"), [rich(section(text("a\nb")))]],
    ["an empty paragraph is nothing", { p: [{ text: "" }] }, []],
    [
      "styles are styles",
      {
        p: [
          { text: "b", bold: true },
          { text: "i", italic: true, strike: true },
          { text: "c", code: true },
        ],
      },
      [
        rich(
          section(
            text("b", { bold: true }),
            text("i", { italic: true, strike: true }),
            text("c", { code: true }),
          ),
        ),
      ],
    ],
    [
      "what looks like a mention is text",
      paragraph("<!channel> <@U1> & <#C1>"),
      [rich(section(text("<!channel> <@U1> & <#C1>")))],
    ],
    [
      "who is mentioned is a mention",
      { p: [{ text: "Ask " }, { mention: grace, name: "Grace" }] },
      [rich(section(text("Ask "), { type: "user", user_id: "U1" }))],
    ],
    [
      "who is in another workspace is a name",
      { p: [{ mention: { ...grace, workspace: "T2" }, name: "Grace" }] },
      [rich(section(text("Grace")))],
    ],
    [
      "who is on another platform is a name",
      { p: [{ mention: { ...grace, platform: "matrix" }, name: "Grace" }] },
      [rich(section(text("Grace")))],
    ],
    [
      "what is no id of a user is a name",
      { p: [{ mention: { ...grace, user: "!channel" }, name: "Grace" }] },
      [rich(section(text("Grace")))],
    ],
    [
      "a link is one thing to press, in the style of all of it",
      {
        p: [
          {
            link: "https://a.example",
            runs: [
              { text: "x", bold: true, italic: true },
              { text: "y", bold: true },
            ],
          },
        ],
      },
      [
        rich(
          section({ type: "link", url: "https://a.example", text: "xy", style: { bold: true } }),
        ),
      ],
    ],
    [
      "a link without text is its address",
      { p: [{ link: "mailto:a@b.example", runs: [] }] },
      [rich(section({ type: "link", url: "mailto:a@b.example", text: "a@b.example" }))],
    ],
    [
      "a link that nobody should open is text",
      { p: [{ link: "javascript:alert(1)", runs: [{ text: "x" }] }] },
      [rich(section(text("x (javascript:alert(1))")))],
    ],
    [
      "nobody is mentioned inside a link",
      { p: [{ link: "https://a.example", runs: [{ mention: grace, name: "Grace" }] }] },
      [rich(section({ type: "link", url: "https://a.example", text: "Grace" }))],
    ],
    ["a heading is a header", { heading: [{ text: "Steps" }] }, [header("Steps")]],
    [
      "a heading of 150 characters is a header",
      { heading: [{ text: "a".repeat(150) }] },
      [header("a".repeat(150))],
    ],
    [
      "a longer one is bold text",
      { heading: [{ text: "a".repeat(151) }] },
      [rich(section(text("a".repeat(151), { bold: true })))],
    ],
    [
      "a heading that Slack could read something in is bold text",
      { heading: [{ text: "<!here>" }] },
      [rich(section(text("<!here>", { bold: true })))],
    ],
    ["a heading without words is nothing", { heading: [] }, []],
    [
      "code is preformatted",
      { code: "a\n  b", lang: "shell" },
      [rich({ type: "rich_text_preformatted", elements: [text("a\n  b")] })],
    ],
    ["empty code is nothing", { code: "" }, []],
    [
      "a quotation is one, with its paragraphs apart",
      { quote: [paragraph("a"), paragraph("b")] },
      [rich(quote(text("a"), text("\n\n"), text("b")))],
    ],
    [
      "code and lists in a quotation have its line at their side",
      { quote: [{ code: "a" }, { list: items("b"), ordered: false }] },
      [
        rich(
          { type: "rich_text_preformatted", elements: [text("a")], border: 1 },
          list("bullet", 0, ["b"], { border: 1 }),
        ),
      ],
    ],
    [
      "a callout is a quotation with its word in bold",
      { callout: "danger", body: [paragraph("a")] },
      [rich(quote(text("Danger: ", { bold: true }), text("a")))],
    ],
    [
      "a callout of code has its word before it",
      { callout: "note", body: [{ code: "a" }] },
      [
        rich(quote(text("Note: ", { bold: true })), {
          type: "rich_text_preformatted",
          elements: [text("a")],
          border: 1,
        }),
      ],
    ],
    ["a list", { list: items("a", "b"), ordered: false }, [rich(list("bullet", 0, ["a", "b"]))]],
    [
      "an ordered list from nine",
      { list: items("a", "b"), ordered: true, start: 9 },
      [rich(list("ordered", 0, ["a", "b"], { offset: 8 }))],
    ],
    [
      "an ordered list from nought, which Slack has not, is one from one",
      { list: items("a", "b"), ordered: true, start: 0 },
      [rich(list("ordered", 0, ["a", "b"]))],
    ],
    [
      "lists in lists, whose numbers go on after what is between",
      {
        list: [
          [paragraph("a"), { list: items("x", "y"), ordered: false }],
          [paragraph("b"), { code: "c" }],
          [paragraph("d"), paragraph("e")],
        ],
        ordered: true,
      },
      [
        rich(
          list("ordered", 0, ["a"]),
          list("bullet", 1, ["x", "y"]),
          list("ordered", 0, ["b"], { offset: 1 }),
          { type: "rich_text_preformatted", elements: [text("c")] },
          {
            type: "rich_text_list",
            style: "ordered",
            indent: 0,
            offset: 2,
            elements: [section(text("d"), text("\n"), text("e"))],
          },
        ),
      ],
    ],
    [
      "tasks have boxes, ticked or not",
      {
        tasks: [
          { body: [paragraph("a")], done: false },
          { body: [paragraph("b")], done: true },
        ],
      },
      [
        rich({
          type: "rich_text_list",
          style: "bullet",
          indent: 0,
          elements: [section(text("☐ "), text("a")), section(text("☑ "), text("b"))],
        }),
      ],
    ],
    [
      "a table is one, its first row in bold, its rows as long as the longest",
      {
        table: [[[{ text: "a" }], [{ text: "b" }]], [[{ text: "c" }]]],
      },
      [
        {
          type: "table",
          rows: [
            [rich(section(text("a", { bold: true }))), rich(section(text("b", { bold: true })))],
            [rich(section(text("c"))), rich(section(text(" ")))],
          ],
        },
      ],
    ],
    ["a table without cells is nothing", { table: [[]] }, []],
    ["a divider", { divider: true }, [{ type: "divider" }]],
    [
      "a picture that is not there is its text",
      { image: drawn, alt: "a" },
      [rich(section(text("[picture: a]")))],
    ],
  ])("%s", (_what, block, blocks) => {
    const shown = docBlocks([block], surface);
    expect(shown).toEqual(blocks);
    expect(() => checkMessageBlocks(shown)).not.toThrow();
  });

  it.each([
    [100, 20, "table"],
    [101, 1, "rich_text"],
    [1, 21, "rich_text"],
  ])("shows %i rows of %i columns as a %s", (count, columns, type) => {
    const shown = docBlocks([rows(count, columns)], surface);
    expect(shown.map((one) => one.type)).toEqual([type]);
    expect(withoutLayout(blocksText(shown))).toBe(withoutLayout(docText([rows(count, columns)])));
  });

  it("shows a second table as a list, its first row in bold", () => {
    const one: Block = { table: [[[{ text: "a" }], [{ text: "b" }]]] };
    const [, second] = docBlocks([one, one], surface);
    const line = section(text("a", { bold: true }), text(" | "), text("b", { bold: true }));
    expect(second).toEqual(
      rich({ type: "rich_text_list", style: "bullet", indent: 0, elements: [line] }),
    );
  });

  it("shows every table as a list where there are none", () => {
    const shown = docBlocks([rows(1, 1)], { ...surface, tables: false });
    expect(shown.map((one) => one.type)).toEqual(["rich_text"]);
  });

  it("shows a picture that was uploaded, also inside a list, where its text is for those who do not see it", () => {
    const doc: Doc = [
      { list: [[paragraph("a"), { image: drawn, alt: "the code" }]], ordered: false },
    ];
    const shown = docBlocks(doc, { ...surface, fileOf: () => "F1" });
    expect(shown).toEqual([
      rich(list("bullet", 0, ["a"])),
      { type: "image", slack_file: { id: "F1" }, alt_text: "the code" },
    ]);
    expect(() => checkMessageBlocks(shown)).not.toThrow();
  });

  it("nests no deeper than Slack, and still shows all", () => {
    const deep = (depth: number): Block => ({
      list: [[paragraph(`at ${depth}`), ...(depth > 0 ? [deep(depth - 1)] : [])]],
      ordered: false,
    });
    const shown = docBlocks([deep(12)], surface);
    expect(() => checkMessageBlocks(shown)).not.toThrow();
    expect(withoutLayout(blocksText(shown))).toBe(withoutLayout(docText([deep(12)])));
  });

  it("says what the Doc says as plain text, in blocks that Slack takes, and mentions whom it mentions", () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const shown = docBlocks(doc, surface);
        // What is more than a message takes is split into several where messages are made; all else holds for it, too.
        for (const block of shown) {
          const isLong = textLength(block) > mostBlockText;
          expect(refusalOfBlock(block)).toBe(isLong ? "msg_blocks_too_long" : undefined);
        }
        expect(withoutLayout(blocksText(shown))).toBe(withoutLayout(docText(nameless(doc))));
        expect(ofType(shown, "user")).toBe(callsIn(doc));
        expect(ofType(shown, "mrkdwn|broadcast|usergroup|channel|team")).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

/** The code with which Slack refuses a block; undefined: it takes it. */
function refusalOfBlock(block: object): string | undefined {
  try {
    checkMessageBlocks([block]);
    return undefined;
  } catch (error) {
    if (error instanceof SlackRefusal) return error.code;
    throw error;
  }
}

/** Without the names of those who can be mentioned: Slack fills them in. */
function nameless(doc: Doc): Doc {
  return JSON.parse(JSON.stringify(doc), (_key, value: Run) =>
    typeof value === "object" && "mention" in value && value.mention.platform === "slack"
      ? { ...value, name: "" }
      : value,
  );
}

function callsIn(doc: Doc): number {
  return JSON.stringify(doc).split('"mention":{"platform":"slack"').length - 1;
}

function ofType(blocks: readonly object[], type: string): number {
  return JSON.stringify(blocks).match(new RegExp(`"type":"(?:${type})"`, "g"))?.length ?? 0;
}

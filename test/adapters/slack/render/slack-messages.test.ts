import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slackMessages } from "../../../../src/adapters/slack/render/slack-messages.ts";
import type { Action } from "../../../../src/chat/action.ts";
import { type Block, type Doc, paragraph } from "../../../../src/chat/doc.ts";
import { docText } from "../../../../src/chat/doc-text.ts";
import { anyDoc } from "../../../contract/any-doc.ts";
import { checkMessageBlocks } from "../../../support/fake-slack/block-rules.ts";
import { drawn } from "../../../support/test-pictures.ts";
import { withoutLayout } from "../../../support/without-layout.ts";
import { blocksText } from "./blocks-text.ts";

const press: Action = {
  id: "helpful",
  label: "Helpful",
  style: "plain",
  value: "key",
  allowed: "anyone",
  once: true,
  emoji: "👍",
  words: ["helpful"],
};

const unescaped = (text: string) =>
  text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

function said(doc: Doc, actions: readonly Action[] = [], files: readonly string[] = []) {
  const messages = slackMessages({ doc, actions, files, workspace: "T1" });
  for (const { text, blocks } of messages) {
    expect(() => checkMessageBlocks(blocks)).not.toThrow();
    expect(text.trim()).not.toBe("");
    expect(text.length).toBeLessThanOrEqual(40_000);
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  }
  return messages;
}

const words = (count: number) =>
  Array.from({ length: count }, (_none, at) => `word${at}`).join(" ");
const lines = (count: number) =>
  Array.from({ length: count }, (_none, at) => `line ${at}`).join("\n");
const all = (messages: ReturnType<typeof said>) =>
  withoutLayout(messages.map(({ blocks }) => blocksText(blocks)).join("\n"));

describe("a reply in Slack", () => {
  it("is one message where it fits, with its plain text escaped", () => {
    const [message, ...more] = said([paragraph("<!channel> a & b")]);
    expect(more).toEqual([]);
    expect(message?.text).toBe("&lt;!channel&gt; a &amp; b");
  });

  it.each<[string, Doc, readonly Action[], string]>([
    ["without anything", [], [], "(nothing to show)"],
    ["of empty paragraphs", [{ p: [] }, { p: [] }], [], "(nothing to show)"],
    ["of buttons alone", [], [press, { ...press, id: "b", label: "<a>" }], "Helpful, &lt;a&gt;"],
  ])("has text even %s", (_what, doc, actions, text) => {
    expect(said(doc, actions).map((one) => one.text)).toEqual([text]);
  });

  it.each([
    [45, [45]],
    [46, [45, 1]],
    [91, [45, 45, 1]],
  ])("puts %i blocks into messages of %j", (count, sizes) => {
    const doc = Array.from({ length: count }, (_none, at) => paragraph(`${at}`));
    expect(said(doc).map(({ blocks }) => blocks.length)).toEqual(sizes);
  });

  it.each<[string, number, readonly number[]]>([
    ["at 12 000 characters", 6_000, [2]],
    ["beyond them", 6_001, [1, 1]],
  ])("cuts between blocks %s", (_what, length, sizes) => {
    const doc = [paragraph("a".repeat(6_000)), paragraph("b".repeat(length))];
    expect(said(doc).map(({ blocks }) => blocks.length)).toEqual(sizes);
  });

  it.each<[string, Block]>([
    ["a paragraph, between words", paragraph(words(6_000))],
    ["a paragraph in one word", paragraph("😀".repeat(14_001))],
    ["a heading", { heading: [{ text: words(3_000) }] }],
    ["a link", { p: [{ link: "https://a.example", runs: [{ text: "a".repeat(30_000) }] }] }],
    [
      "a link that shows nothing",
      { p: [{ text: words(3_000) }, { link: "https://b.example", runs: [] }] },
    ],
    ["code, between lines", { code: lines(4_000) }],
    ["code in one line", { code: "a".repeat(40_000) }],
    ["a list", { list: Array.from({ length: 900 }, () => [paragraph(words(5))]), ordered: false }],
    ["an item of a list", { list: [[paragraph("a:"), { code: lines(3_000) }]], ordered: true }],
    [
      "tasks",
      { tasks: Array.from({ length: 900 }, () => ({ body: [paragraph(words(5))], done: true })) },
    ],
    ["a task", { tasks: [{ body: [paragraph(words(3_000)), { code: "b" }], done: false }] }],
    ["a quotation", { quote: [paragraph("a"), paragraph(words(3_000)), paragraph("b")] }],
    ["a callout", { callout: "warning", body: [paragraph(words(3_000)), paragraph("b")] }],
    [
      "a table of many rows",
      { table: Array.from({ length: 500 }, () => [[{ text: words(9) }], [{ text: "b" }]]) },
    ],
    ["a table with a long cell", { table: [[[{ text: words(3_000) }], [{ text: "b" }]]] }],
    ["what must be escaped", paragraph("&".repeat(20_000))],
    ["the text of a picture", { image: drawn, alt: words(3_000) }],
  ])("splits what is too long and loses nothing of it: %s", (_what, block) => {
    const messages = said([paragraph("first"), block, paragraph("last")]);
    expect(messages.length).toBeGreaterThan(1);
    const full = docText([paragraph("first"), block, paragraph("last")]);
    const address = /\(?https?:\/\/a\.example\)?/g;
    const plain = (text: string) => withoutLayout(text.replace(address, ""));
    const shown = messages.map(({ blocks }) => blocksText(blocks)).join("\n");
    expect(plain(shown)).toBe(plain(full));
    expect(plain(messages.map(({ text }) => unescaped(text)).join("\n"))).toBe(plain(full));
  });

  it("goes on inside code as code, with whole lines", () => {
    const messages = said([{ code: lines(4_000) }]);
    const parts = messages.map(({ blocks }) => blocks);
    for (const part of parts) {
      expect(part).toMatchObject([
        { type: "rich_text", elements: [{ type: "rich_text_preformatted" }] },
      ]);
    }
    expect(parts.map(blocksText).join("\n")).toBe(lines(4_000));
  });

  it("goes on inside an ordered list with its next number", () => {
    const list = Array.from({ length: 900 }, (_none, at) => [paragraph(`${words(5)} ${at}`)]);
    const [one, two] = said([{ list, ordered: true }]);
    const [first] = one?.blocks ?? [];
    const count = first?.type === "rich_text" ? first.elements[0]?.elements.length : undefined;
    expect(two?.blocks).toMatchObject([
      { elements: [{ type: "rich_text_list", style: "ordered", offset: count }] },
    ]);
  });

  it("leaves what announces something with what follows", () => {
    const doc = [
      paragraph("a".repeat(7_000)),
      { heading: [{ text: "Then" }] },
      { code: lines(1_000) },
    ];
    const [, two] = said(doc);
    expect(two?.blocks.map(({ type }) => type)).toEqual(["header", "rich_text"]);
  });

  it("keeps a block whole that fits into a message of its own", () => {
    const code = lines(1_000);
    const [, two] = said([paragraph("a".repeat(7_000)), { code }]);
    expect(blocksText(two?.blocks)).toBe(code);
  });

  it("has its buttons in the last message, five in a row", () => {
    const actions = Array.from({ length: 7 }, (_none, at) => ({ ...press, id: `a-${at}` }));
    const [one, two] = said([{ code: lines(2_000) }], actions);
    expect(one?.blocks.map(({ type }) => type)).toEqual(["rich_text"]);
    const [, ...rows] = two?.blocks ?? [];
    expect(rows.map((row) => row.type === "actions" && row.elements.length)).toEqual([5, 2]);
  });

  it("has its buttons in a message of their own where they would be too much", () => {
    const confirm = "b".repeat(300);
    const actions = Array.from({ length: 5 }, (_none, at) => ({
      ...press,
      id: `a-${at}`,
      confirm,
    }));
    const messages = said([paragraph("a".repeat(12_000))], actions);
    expect(messages.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
      ["rich_text"],
      ["actions"],
    ]);
  });

  it.each<[string, Partial<Action>, object]>([
    [
      "a plain one has no style",
      {},
      { action_id: "helpful", value: "key", text: { text: "Helpful" } },
    ],
    ["one that opens a form says so", { opens: "form" }, { action_id: "helpful:form" }],
    ["a primary one", { style: "primary" }, { style: "primary" }],
    [
      "a dangerous one that asks",
      { style: "danger", confirm: "Page all?", label: "a".repeat(75) },
      {
        style: "danger",
        text: { text: "a".repeat(75) },
        confirm: {
          style: "danger",
          text: { text: "Page all?" },
          confirm: { text: `${"a".repeat(29)}…` },
          deny: { text: "Cancel" },
        },
      },
    ],
    [
      "a question that is too long is cut",
      { confirm: "a".repeat(301) },
      { confirm: { text: { text: `${"a".repeat(299)}…` } } },
    ],
    [
      "a label is shown as it is",
      { label: ":x: <@U1>" },
      { text: { type: "plain_text", text: ":x: <@U1>", emoji: false } },
    ],
  ])("shows what can be pressed: %s", (_what, change, button) => {
    const [message] = said([], [{ ...press, ...change }]);
    expect(message?.blocks).toMatchObject([{ type: "actions", elements: [button] }]);
    if (!("style" in button))
      expect(message?.blocks).not.toMatchObject([{ elements: [{ style: expect.anything() }] }]);
  });

  it("shows each picture as the file it was uploaded as, in their order", () => {
    const picture = (alt: string): Block => ({ image: { ...drawn }, alt });
    const doc = [picture("a"), { quote: [picture("b")] }];
    const [message] = said(doc, [], ["F1", "F2"]);
    expect(message?.blocks).toMatchObject([
      { slack_file: { id: "F1" } },
      { slack_file: { id: "F2" } },
    ]);
    expect(message?.text).toBe("[picture: a]\n\n&gt; [picture: b]");
  });

  it("shows the address of a link on which nothing stands, however much of it", () => {
    const link = `https://a.example/${"b".repeat(3_000)}`;
    const messages = said([{ p: [{ link, runs: [{ text: "\n".repeat(13_000) }] }] }]);
    expect(messages.map(({ text }) => text)).toEqual([link]);
  });

  it("is taken by Slack, whatever its Doc", () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const [message, ...more] = said(doc, [press]);
        const isShown = message !== undefined && message.blocks.length > 1;
        if (more.length > 0 || !isShown || docText(doc).trim() === "") return;
        expect(unescaped(message.text)).toBe(docText(doc));
      }),
      { numRuns: 500 },
    );
  });

  it("loses nothing of a long Doc, however it must be split", () => {
    const long = fc.integer({ min: 0, max: 3_000 });
    const { block } = fc.letrec<{ block: Block; body: Doc }>((tie) => ({
      body: fc.array(tie("block"), { maxLength: 4 }),
      block: fc.oneof(
        { depthSize: "small" },
        long.map((count) => paragraph(words(count))),
        long.map((count): Block => ({ code: lines(count) })),
        fc.record({ list: fc.array(tie("body"), { maxLength: 5 }), ordered: fc.boolean() }),
        fc.record({ quote: tie("body") }),
        tie("body").map((body): Block => ({ callout: "note", body })),
        tie("body").map((body): Block => ({ tasks: [{ body, done: false }] })),
        long.map((count): Block => ({ table: [[[{ text: words(count) }]], [[{ text: "a" }]]] })),
      ),
    }));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (doc) => {
        const messages = said(doc);
        if (messages[0]?.text === "(nothing to show)") return;
        expect(all(messages)).toBe(withoutLayout(docText(doc)));
      }),
      { numRuns: 40 },
    );
  });
});

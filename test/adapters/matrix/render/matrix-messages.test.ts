import { describe, expect, it } from "vitest";
import type { UploadedImage } from "../../../../src/adapters/matrix/render/image-content.ts";
import { matrixMessages } from "../../../../src/adapters/matrix/render/matrix-messages.ts";
import type { Action } from "../../../../src/chat/action.ts";
import { type Block, type Doc, paragraph, type Run } from "../../../../src/chat/doc.ts";
import { docText } from "../../../../src/chat/doc-text.ts";
import type { Importance } from "../../../../src/chat/reply.ts";
import { drawn } from "../../../support/test-pictures.ts";
import { withoutLayout } from "../../../support/without-layout.ts";
import { docOf, readHtml } from "./html-doc.ts";

const self = "@ama:example.org";
const to = { platform: "matrix", workspace: "example.org", room: "!r" } as const;
const press: Action = {
  ...{ id: "helpful", label: "Helpful", style: "plain", value: "key", allowed: "anyone" },
  ...{ once: true, emoji: "👍", words: ["helpful"] },
};
const image: UploadedImage = {
  ...{ name: "a.png", mimetype: "image/png", size: 70, widthPx: 2, heightPx: 3 },
  url: "mxc://example.org/a",
};
const shownImage = {
  ...{ msgtype: "m.image", filename: "a.png", url: "mxc://example.org/a", "m.mentions": {} },
  info: { mimetype: "image/png", size: 70, w: 2, h: 3 },
};
const calling = (user: string): Run => ({
  mention: { platform: "matrix", workspace: "example.org", user },
  name: user,
});

function said(
  doc: Doc,
  actions: readonly Action[] = [],
  images: readonly (UploadedImage | undefined)[] = [],
) {
  return matrixMessages({ doc, actions, importance: "answer", to }, { self, images });
}
const bodies = (...given: Parameters<typeof said>) => said(...given).map(({ body }) => body);
const words = (count: number) =>
  Array.from({ length: count }, (_none, at) => `word${at}`).join(" ");
const lines = (count: number) =>
  Array.from({ length: count }, (_none, at) => `line ${at}`).join("\n");
const picture = (alt: string): Block => ({ image: drawn, alt });

describe("a reply in Matrix", () => {
  it("is a message with its plain text, its HTML, and whom it calls", () => {
    expect(said([paragraph("a < @room"), { code: "b" }], [press])).toEqual([
      {
        msgtype: "m.notice",
        body: "a < @room\n\n    b\n\n1️⃣ 👍 Helpful",
        format: "org.matrix.custom.html",
        formatted_body: "<p>a &lt; @room</p><pre><code>b</code></pre><p>1️⃣ 👍 Helpful</p>",
        "m.mentions": {},
      },
    ]);
  });

  it.each<[Importance, string]>([
    ["info", "m.notice"],
    ["answer", "m.notice"],
    ["alert", "m.text"],
    ["page", "m.text"],
  ])("rings where it must: %s is %s", (importance, msgtype) => {
    const reply = { doc: [paragraph("a")], actions: [], importance, to };
    expect(matrixMessages(reply, { self, images: [] })).toMatchObject([{ msgtype }]);
  });

  it("calls everybody once whom a run calls, wherever it stands, and never us", () => {
    const doc: Doc = [
      { p: [calling("@a:b.example"), calling(self)] },
      { list: [[{ heading: [calling("@c:b.example"), calling("@a:b.example")] }]], ordered: false },
      { table: [[[calling("@d:b.example")]]] },
      { p: [{ link: "https://a.example", runs: [calling("@e:b.example")] }] },
      paragraph("@f:b.example @room https://matrix.to/#/@g:b.example"),
    ];
    const users = ["@a:b.example", "@c:b.example", "@d:b.example"];
    expect(said(doc)).toMatchObject([{ "m.mentions": { user_ids: users } }]);
    expect(said(doc)[0]?.["m.mentions"]).toEqual({ user_ids: users });
  });

  it("calls somebody also where it is too deep for their name to be a link", () => {
    let doc: Doc = [{ p: [calling("@a:b.example")] }];
    for (let level = 0; level < 120; level += 1) doc = [{ quote: doc }];
    expect(said(doc)).toMatchObject([{ "m.mentions": { user_ids: ["@a:b.example"] } }]);
  });

  it.each<[string, Doc]>([
    ["without anything", []],
    ["of empty paragraphs", [{ p: [] }, { p: [] }]],
  ])("has text even %s", (_what, doc) => {
    expect(bodies(doc)).toEqual(["(nothing to show)"]);
  });

  it("has whole characters only", () => {
    const [message] = said([paragraph("a\ud83d")]);
    expect(message).toMatchObject({ body: "a\u{fffd}", formatted_body: "<p>a\u{fffd}</p>" });
  });

  it("has a picture as a message of its own, after what is before it and before what follows", () => {
    const doc = [paragraph("a"), picture("b\nc"), picture(" "), paragraph("d")];
    expect(said(doc, [], [image, image])).toEqual([
      expect.objectContaining({ body: "a" }),
      { ...shownImage, body: "b\nc" },
      { ...shownImage, body: "a.png" },
      expect.objectContaining({ body: "d" }),
    ]);
  });

  it("has an encrypted picture with what decrypts it", () => {
    const key = { kty: "oct", key_ops: ["encrypt", "decrypt"], alg: "A256CTR", k: "k", ext: true };
    const file = { url: "mxc://example.org/b", key, iv: "i", hashes: { sha256: "h" }, v: "v2" };
    const { url: _, ...rest } = { ...image, url: "" };
    const { url: _none, ...shown } = shownImage;
    const messages = said([picture("b")], [], [{ ...rest, file }]);
    expect(messages).toEqual([{ ...shown, body: "b", file }]);
  });

  it("has what can be pressed in a text after a picture that ends it", () => {
    expect(bodies([picture("b")], [press], [image])).toEqual(["b", "1️⃣ 👍 Helpful"]);
  });

  it("has a picture that is part of something after all of that, which keeps its text", () => {
    const doc = [{ quote: [paragraph("a"), picture("b")] }, paragraph("c")];
    expect(bodies(doc, [], [image])).toEqual(["> a\n>\n> [picture: b]", "b", "c"]);
  });

  it("tells pictures apart that are the same block", () => {
    const one = picture("b");
    const doc = [one, one, paragraph("c")];
    expect(bodies(doc, [], [undefined, image])).toEqual(["[picture: b]", "b", "c"]);
  });

  it.each([
    ["of 1 000 characters is on it", 1_000, 0],
    ["of more is before it, and on it as far as it goes", 1_001, 1],
  ])("has the text of a picture whole: what is %s", (_what, length, before) => {
    const alt = "a".repeat(length);
    const messages = said([picture(alt)], [], [image]);
    expect(messages.slice(0, before).map(({ body }) => body)).toEqual(
      [`[picture: ${alt}]`].slice(0, before),
    );
    const cut = before === 0 ? alt : `${"a".repeat(999)}…`;
    expect(messages.slice(before)).toEqual([{ ...shownImage, body: cut }]);
  });

  it("is cut between blocks where it would be more than 40 KB", () => {
    const most = 40 * 1024;
    const [alone] = said([paragraph(""), paragraph("b")]);
    const room = most - Buffer.byteLength(JSON.stringify(alone)) - "<p></p>".length;
    const long = (length: number) => [paragraph("a".repeat(length)), paragraph("b")];
    const fitting = said(long(Math.floor(room / 2)));
    expect(fitting).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(fitting[0]))).toBeGreaterThan(most - 2);
    const more = "a".repeat(Math.floor(room / 2) + 1);
    expect(bodies([paragraph(more), paragraph("b")])).toEqual([more, "b"]);
  });

  it.each<[string, Block]>([
    ["a paragraph, between words", paragraph(words(12_000))],
    ["a paragraph in one word", paragraph("😀".repeat(24_001))],
    ["a heading", { heading: [{ text: words(8_000) }] }],
    ["code", { code: lines(12_000) }],
    ["code in one line", { code: "a".repeat(80_000) }],
    [
      "a list",
      { list: Array.from({ length: 2_500 }, () => [paragraph(words(5))]), ordered: false },
    ],
    ["an item of a list", { list: [[paragraph("a:"), { code: lines(8_000) }]], ordered: true }],
    ["a quotation", { quote: [paragraph("a"), paragraph(words(8_000)), paragraph("b")] }],
    ["a callout", { callout: "warning", body: [paragraph(words(8_000)), paragraph("b")] }],
    ["a table with a long cell", { table: [[[{ text: words(8_000) }], [{ text: "b" }]]] }],
    ["what must be escaped", paragraph("&".repeat(40_000))],
    ["what JSON escapes", { code: '\\"'.repeat(20_000) }],
    ["the text of a picture", picture(words(8_000))],
    [
      "a link whose address alone is too long",
      { p: [{ link: `https://a.example/${"b".repeat(50_000)}`, runs: [{ text: "a" }] }] },
    ],
    [
      "a link that shows nothing",
      { p: [{ text: words(8_000) }, { link: "https://a.example", runs: [] }] },
    ],
    ["somebody's name", { p: [{ ...calling("@a:b.example"), name: words(9_000) }] }],
  ])("splits what is too long and loses nothing of it: %s", (_what, block) => {
    const doc = [paragraph("first"), block, paragraph("last")];
    const messages = said(doc, [press]);
    expect(messages.length).toBeGreaterThan(1);
    const plain = (texts: readonly string[]) => withoutLayout(texts.join("\n"));
    const full = plain([docText(doc), "👍 Helpful"]);
    expect(plain(messages.map(({ body }) => body.replace("1️⃣", "")))).toBe(full);
    for (const message of messages) {
      expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(40 * 1024);
      const shown = "formatted_body" in message ? docOf(readHtml(message.formatted_body)) : [];
      expect(plain([docText(shown)])).toBe(plain([message.body]));
    }
    expect(messages.findIndex(({ body }) => body.includes("👍"))).toBe(messages.length - 1);
  });

  it("goes on inside an ordered list with its next number", () => {
    const list = Array.from({ length: 1_000 }, (_none, at) => [paragraph(`${words(5)} ${at}`)]);
    const [one, two] = bodies([{ list, ordered: true }]);
    const count = one?.split("\n").length ?? 0;
    expect(two).toMatch(new RegExp(`^${count + 1}\\. `));
  });

  it("leaves code whole that fits into a message of its own", () => {
    const code = lines(1_600);
    const [, two] = said([paragraph("a".repeat(12_000)), { code }]);
    expect(two?.body).toBe(docText([{ code }]));
  });
});

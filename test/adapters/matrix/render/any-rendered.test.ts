import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedsOf } from "../../../../src/adapters/matrix/render/action-lines.ts";
import {
  type MatrixContent,
  matrixMessages,
} from "../../../../src/adapters/matrix/render/matrix-messages.ts";
import { editOf, inThread } from "../../../../src/adapters/matrix/render/relations.ts";
import type { Action } from "../../../../src/chat/action.ts";
import { type Block, type Doc, paragraph } from "../../../../src/chat/doc.ts";
import { docText } from "../../../../src/chat/doc-text.ts";
import { imagesIn } from "../../../../src/chat/pictures.ts";
import { anyDocWith } from "../../../contract/any-doc.ts";
import { withoutLayout } from "../../../support/without-layout.ts";
import { docOf, pillsIn, readHtml } from "./html-doc.ts";

const self = "@ama:example.org";
const to = { platform: "matrix", workspace: "example.org", room: "!r" } as const;
const image = {
  ...{ name: "a.png", mimetype: "image/png", size: 70, widthPx: 2, heightPx: 2 },
  url: "mxc://example.org/a",
};

/** What clients and servers read something in, where they read at all. */
const marks = [
  "<a href='https://matrix.to/#/@x:y'>x</a>",
  "<mx-reply>",
  "</p>",
  "</code></pre>",
  "<img src=x onerror=alert(1)>",
  "<!--",
  "&lt;",
  "&",
  '"',
  "'",
  "@room",
  "@grace:b.example",
  "https://matrix.to/#/@x:y",
  "\\",
  "[x] ",
  " ",
  "\n",
  "😀",
  "a",
];
const hostile = fc
  .array(fc.constantFrom(...marks), { maxLength: 6 })
  .map((some) => some.join("").trim());

/** Docs that call somebody here, somebody elsewhere, and us. */
const anyDoc: fc.Arbitrary<Doc> = anyDocWith(hostile).map((doc) =>
  JSON.parse(JSON.stringify(doc), (key, value) => {
    if (key !== "mention" || value.platform !== "slack") return value;
    return { platform: "matrix", workspace: "example.org", user: "@grace:b.example" };
  }),
);

/** Long ones, of what grows most when it is escaped. */
const longText = fc
  .tuple(fc.constantFrom(...marks), fc.integer({ min: 0, max: 4_000 }))
  .map(([mark, count]) => `${mark} `.repeat(count).slice(0, 40_000).toWellFormed());
const { longDoc } = fc.letrec<{ longDoc: Doc; block: Block }>((tie) => ({
  longDoc: fc.array(tie("block"), { maxLength: 6, depthIdentifier: "doc" }),
  block: fc.oneof(
    { depthSize: "small", depthIdentifier: "doc" },
    longText.map(paragraph),
    longText.map((code): Block => ({ code, lang: "shell" })),
    longText.map((text): Block => ({ table: [[[{ text }], [{ text: "b" }]]] })),
    fc.record({ list: fc.array(tie("longDoc"), { maxLength: 4 }), ordered: fc.boolean() }),
    fc.record({ quote: tie("longDoc") }),
    tie("longDoc").map((body): Block => ({ callout: "danger", body })),
    tie("longDoc").map((body): Block => ({ tasks: [{ body, done: true }] })),
  ),
}));

const anyActions: fc.Arbitrary<readonly Action[]> = fc
  .array(
    fc.record({
      label: hostile.map((text) => text.slice(0, 75).toWellFormed()),
      confirm: fc.option(hostile, { nil: undefined }),
      emoji: fc.constantFrom("👍", "1️⃣", "2️⃣", "↩️", "↩", ""),
    }),
    { maxLength: 13 },
  )
  .map((some) =>
    some.map((one, index) => ({
      ...{ id: `a-${index}`, value: `key/${index}`, once: true, words: [], style: "plain" },
      ...one,
      allowed: "anyone",
    })),
  );

function rendered(doc: Doc, actions: readonly Action[], hasImages: boolean) {
  const images = imagesIn(doc).map(() => (hasImages ? image : undefined));
  return matrixMessages({ doc, actions, importance: "answer", to }, { self, images });
}
const htmlOf = (content: MatrixContent) =>
  "formatted_body" in content ? readHtml(content.formatted_body) : [];
const textsOf = (contents: readonly MatrixContent[]) =>
  contents.filter(({ msgtype }) => msgtype !== "m.image");
/** The Doc without what is a message of its own. */
const withoutImages = (doc: Doc) => doc.filter((block) => !("image" in block));
const addresses = /https:\/\/a\.example\/b+|a@b\.example|javascript:alert\(1\)/g;
/** Without what HTML lays out by other means, and without the marks around code that is empty. */
const bare = (text: string) => text.replace(/[\s>()]/g, "").replaceAll("``", "");

describe("whatever is rendered for Matrix", () => {
  it("says in HTML what it says in plain text, in elements that clients show", () => {
    fc.assert(
      fc.property(anyDoc, anyActions, fc.boolean(), (doc, actions, hasImages) => {
        const contents = rendered(doc, actions, hasImages);
        for (const content of textsOf(contents)) {
          expect(bare(docText(docOf(htmlOf(content))))).toBe(bare(content.body));
        }
        const seeds = seedsOf(actions).map(({ key }) => key);
        expect(new Set(seeds).size).toBe(seeds.length);
      }),
      { numRuns: 200 },
    );
  });

  it("says the Doc as plain text where it fits, and elsewhere all of it in parts", () => {
    fc.assert(
      fc.property(anyDoc, fc.boolean(), (doc, hasImages) => {
        const contents = rendered(doc, [], hasImages);
        const pictures = contents.filter(({ msgtype }) => msgtype === "m.image");
        expect(pictures).toHaveLength(hasImages ? imagesIn(doc).length : 0);
        const text = docText(hasImages ? withoutImages(doc) : doc).toWellFormed();
        const [first, ...more] = textsOf(contents).map(({ body }) => body);
        if (text.trim() === "") return;
        if (!hasImages && text.length < 2_000) expect([first, ...more]).toEqual([text]);
        // A link that is cut has its address in each half.
        const words = (some: string) => withoutLayout(some.replace(addresses, ""));
        expect(words([first, ...more].join("\n"))).toBe(words(text));
      }),
      { numRuns: 200 },
    );
  });

  it("calls those alone whom a run calls", () => {
    fc.assert(
      fc.property(anyDoc, anyActions, fc.boolean(), (doc, actions, hasImages) => {
        const called = JSON.stringify(doc).includes('"workspace":"example.org"');
        for (const content of rendered(doc, actions, hasImages)) {
          const pills = pillsIn(htmlOf(content));
          const users = content["m.mentions"].user_ids ?? [];
          expect(users).toEqual([...new Set(pills)]);
          expect(["[]", '["@grace:b.example"]']).toContain(JSON.stringify(users));
          if (!called) expect(content["m.mentions"]).toEqual({});
        }
      }),
      { numRuns: 200 },
    );
  });

  it("fits into an event, also as an edit, and loses nothing, however long it is", () => {
    fc.assert(
      fc.property(longDoc, anyActions, (doc, actions) => {
        const contents = rendered(doc, actions, false);
        for (const content of contents) {
          expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThanOrEqual(40 * 1024);
          expect(bare(docText(docOf(htmlOf(content))))).toBe(bare(content.body));
          const edit = editOf(content, { event: "$e", mentions: {} });
          const inside = inThread(content, { root: "$r", last: "$l" });
          for (const event of [edit, inside]) {
            expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(47_000);
          }
        }
        const text = withoutLayout(docText(doc));
        const shown = withoutLayout(contents.map(({ body }) => body).join("\n"));
        if (docText(doc).trim() !== "") expect(shown.slice(0, text.length)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});

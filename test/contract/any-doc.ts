import fc from "fast-check";
import type { Principal } from "../../src/chat/conversation.ts";
import type { Block, Doc, Run } from "../../src/chat/doc.ts";
import { drawn } from "../support/test-pictures.ts";

/** Letters and what platforms take for marks of their own; no control characters but a line's end. */
const text = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom(
      "<@U1>",
      "<!channel>",
      "@room",
      "*b*",
      "<b>x</b>",
      "[a](b)",
      "&amp;",
      " a ",
      "a\nb",
    ),
  )
  .map((one) => one.replace(/[^\P{Cc}\n]/gu, ""));

const on = fc.constant<true>(true);
const style = fc.record({ bold: on, italic: on, strike: on, code: on }, { requiredKeys: [] });

/** Docs of every kind of block, one in another, with such texts in them. */
export function anyDocWith(text: fc.Arbitrary<string>): fc.Arbitrary<Doc> {
  const styled: fc.Arbitrary<Run> = fc
    .tuple(text, style)
    .map(([words, look]) => ({ text: words, ...look }));
  const run: fc.Arbitrary<Run> = fc.oneof(
    { weight: 4, arbitrary: styled },
    {
      weight: 1,
      arbitrary: fc.record({
        link: fc.constantFrom(
          "https://a.example/b",
          "mailto:a@b.example",
          "javascript:alert(1)",
          `https://a.example/${"b".repeat(3_000)}`,
        ),
        runs: fc.array(styled, { maxLength: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.oneof(
        fc.record({
          mention: fc.constant<Principal>({ platform: "slack", workspace: "T1", user: "U1" }),
          // No account that can be called has a longer name.
          name: text.map((name) => name.slice(0, 80)),
        }),
        fc.record({
          mention: fc.constant<Principal>({
            platform: "memory",
            workspace: "local",
            user: "grace",
          }),
          name: text,
        }),
      ),
    },
  );
  const runs = fc.array(run, { maxLength: 3 });

  const { doc } = fc.letrec<{ doc: Doc; block: Block }>((tie) => {
    const inner = tie("doc");
    return {
      doc: fc.array(tie("block"), { maxLength: 4, depthIdentifier: "doc" }),
      block: fc.oneof(
        { depthSize: "small", withCrossShrink: true, depthIdentifier: "doc" },
        fc.record({ p: runs }),
        fc.record({ heading: runs }),
        fc.record({ code: text, lang: fc.constant("shell") }, { requiredKeys: ["code"] }),
        fc.record({ table: fc.array(fc.array(runs, { maxLength: 3 }), { maxLength: 3 }) }),
        fc.record({ divider: fc.constant<true>(true) }),
        fc.record({ image: fc.constant(drawn), alt: text }),
        fc.record({ quote: inner }),
        fc.record({ callout: fc.constantFrom("note", "warning", "danger"), body: inner }),
        fc.record({
          list: fc.array(inner, { maxLength: 3 }),
          ordered: fc.boolean(),
          start: fc.integer({ min: 0, max: 120 }),
        }),
        fc.record({
          tasks: fc.array(fc.record({ body: inner, done: fc.boolean() }), { maxLength: 3 }),
        }),
      ),
    };
  });
  return doc;
}

/** Docs with short texts. */
export const anyDoc: fc.Arbitrary<Doc> = anyDocWith(text);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modalOf } from "../../../../src/adapters/slack/render/form-view.ts";
import { homeView } from "../../../../src/adapters/slack/render/home-view.ts";
import { slackMessages } from "../../../../src/adapters/slack/render/slack-messages.ts";
import type { Action } from "../../../../src/chat/action.ts";
import type { Doc } from "../../../../src/chat/doc.ts";
import type { Field, Form } from "../../../../src/chat/form.ts";
import { imagesIn } from "../../../../src/chat/pictures.ts";
import { anyDocWith } from "../../../contract/any-doc.ts";
import { checkMessageBlocks } from "../../../support/fake-slack/block-rules.ts";
import { activeMention } from "../../../support/fake-slack/mention-rules.ts";
import { checkView } from "../../../support/fake-slack/view-rules.ts";

/** What Slack reads something in, where it reads at all, and what is cut badly. */
const marks = [
  "<!channel>",
  "<!here|here>",
  "<!subteam^S1>",
  "<!date^1^{date}|now>",
  "<@U1>",
  "<#C1|ops>",
  "&lt;!channel&gt;",
  "&",
  "@channel",
  "*b* _i_ ~s~ `c`",
  ":x:",
  " ",
  "\n",
  "😀",
  "\ud83d",
  "a",
];
/** Around the lengths at which Slack refuses something. */
const lengths = [0, 1, 24, 25, 30, 75, 76, 150, 151, 300, 301, 2_000, 2_001, 3_000, 3_001, 12_500];

const short = fc.array(fc.constantFrom(...marks), { maxLength: 4 }).map((some) => some.join(""));
const hostile = fc.oneof(
  { weight: 4, arbitrary: short },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...marks), fc.constantFrom(...lengths))
      .map(([mark, length]) => mark.repeat(Math.ceil(length / mark.length)).slice(0, length)),
  },
);

/** About as many rows, columns and blocks as Slack takes. */
const anyTable = fc
  .tuple(fc.constantFrom(1, 99, 100, 101), fc.constantFrom(1, 19, 20, 21), short)
  .map(([rows, columns, text]): Doc => {
    const row = Array.from({ length: columns }, () => [{ text }]);
    return [{ table: Array.from({ length: rows }, () => row) }];
  });
const anyRun = fc
  .tuple(fc.integer({ min: 44, max: 101 }), short)
  .map(([count, text]): Doc => Array.from({ length: count }, () => ({ p: [{ text }] })));
const anyDoc: fc.Arbitrary<Doc> = fc
  .tuple(
    anyDocWith(hostile),
    fc.oneof({ weight: 8, arbitrary: fc.constant<Doc>([]) }, anyTable, anyRun),
  )
  .map(([doc, more]) => [...doc, ...more]);
const anyActions: fc.Arbitrary<readonly Action[]> = fc
  .array(
    fc.record({
      label: hostile,
      style: fc.constantFrom<Action["style"]>("plain", "primary", "danger"),
      confirm: fc.option(hostile, { nil: undefined }),
      opens: fc.constantFrom(undefined, "form" as const),
    }),
    { maxLength: 12 },
  )
  .map((some) =>
    some.map((one, index) => ({
      ...{ id: `a-${index}`, value: `key/${index}`, once: true, emoji: "👍", words: [] },
      allowed: "anyone",
      ...one,
    })),
  );
const anyField = fc.record({
  label: hostile,
  hint: fc.option(hostile, { nil: undefined }),
  required: fc.boolean(),
  max: fc.integer({ min: 1, max: 9_999 }),
});
const anyFields: fc.Arbitrary<readonly Field[]> = fc
  .array(
    fc.oneof(
      fc
        .tuple(anyField, fc.constantFrom("text" as const, "multiline" as const), hostile)
        .map(([field, kind, value]) => ({ ...field, kind, value, options: [] })),
      fc
        .tuple(anyField, fc.array(hostile, { minLength: 1, maxLength: 250 }))
        .map(([field, labels]) => ({
          ...{ ...field, kind: "choice" as const, value: "v0" },
          options: labels.map((label, index) => ({ value: `v${index}`, label })),
        })),
      anyField.map((field) => ({ ...field, kind: "person" as const, value: "U1", options: [] })),
      anyField.map((field) => ({
        ...{ ...field, kind: "date" as const, value: "2026-10-31", options: [] },
      })),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((fields) => fields.map((field, index) => ({ ...field, id: `f${index}` })));
const anyForm: fc.Arbitrary<Form> = fc
  .record({ title: hostile, submit: hostile, fields: anyFields })
  .map((form) => ({ id: "form", instance: "7", ...form }));
const anySection = fc.oneof(
  anyDoc.map((doc) => ({ doc })),
  anyActions.map((buttons) => ({ buttons })),
);

type Part = Readonly<Record<string, unknown>>;

/** All that something is made of, however deep. */
function partsOf(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== "object" || value === null) return [];
  return [{ ...value }, ...Object.values(value).flatMap(partsOf)];
}

/** Nothing in it calls anybody but who is called by an element of its own, and no letter is cut in half. */
function checkHarmless(shown: unknown): void {
  for (const part of partsOf(shown)) {
    expect(String(part.type)).not.toMatch(
      /^(?:mrkdwn|markdown|broadcast|usergroup|channel|team|date)$/,
    );
    for (const one of Object.values(part)) {
      if (typeof one === "string") expect(one.isWellFormed()).toBe(true);
    }
  }
}

const usersIn = (shown: unknown) =>
  partsOf(shown).flatMap(({ type, user_id: user }) => (type === "user" ? [user] : []));

/** Who is called in a Doc; nobody is inside its links. */
const calledIn = (doc: Doc) =>
  partsOf(doc).flatMap(({ mention }) => partsOf(mention).map(({ user }) => user));

describe("whatever is rendered for Slack", () => {
  it("as messages is taken, and calls nobody whom the Doc does not call", () => {
    fc.assert(
      fc.property(anyDoc, anyActions, fc.boolean(), (doc, actions, hasFiles) => {
        const files = imagesIn(doc).map((_image, index) => (hasFiles ? `F${index}` : undefined));
        const command = hasFiles ? "c:1.2.abc" : undefined;
        const messages = slackMessages({ doc, actions, files, workspace: "T1", command });
        for (const { text, blocks } of messages) {
          expect(() => checkMessageBlocks(blocks)).not.toThrow();
          checkHarmless(blocks);
          expect(text.trim()).not.toBe("");
          expect(text.length).toBeLessThanOrEqual(40_000);
          expect(activeMention(text)).toBeUndefined();
          expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
          expect(text.isWellFormed()).toBe(true);
        }
        const called = calledIn(doc).filter((user) => user === "U1");
        expect(usersIn(messages.map(({ blocks }) => blocks))).toEqual(called);
        const buttons = messages.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.type === "actions" ? block.elements : [])),
        );
        expect(buttons).toHaveLength(actions.length);
      }),
      { numRuns: 300 },
    );
  });

  it("as a form is taken, and calls nobody", () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const view = modalOf(form, "kept");
        expect(() => checkView(view, "modal")).not.toThrow();
        checkHarmless(view);
        expect(usersIn(view)).toEqual([]);
        expect(view.blocks).toHaveLength(form.fields.length);
      }),
      { numRuns: 300 },
    );
  });

  it("as a home is taken, however much it is", () => {
    const ask = fc
      .record({ label: hostile, placeholder: hostile, send: hostile })
      .map((box) => ({ ask: { id: "question", ...box } }));
    const sections = fc.tuple(ask, fc.array(anySection, { maxLength: 20 }));
    fc.assert(
      fc.property(sections, ([first, others]) => {
        const view = homeView([first, ...others], "T1", "kept");
        expect(() => checkView(view, "home")).not.toThrow();
        checkHarmless(view);
        const called = others.flatMap((one) => ("doc" in one ? calledIn(one.doc) : []));
        for (const user of usersIn(view)) expect(called).toContain(user);
      }),
      { numRuns: 150 },
    );
  });
});

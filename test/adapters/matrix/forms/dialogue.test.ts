import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asked,
  beginDialogue,
  type Dialogue,
  next,
  type Say,
} from "../../../../src/adapters/matrix/forms/dialogue.ts";
import { type Field, type Form, validateForm } from "../../../../src/chat/form.ts";
import { pageForm } from "./some-forms.ts";

/** What is said to each line, after the first question. */
function talk(lines: readonly string[], form: Form = pageForm): readonly Say[] {
  let dialogue: Dialogue | undefined = beginDialogue(form);
  return lines.map((line) => {
    if (!dialogue) throw new Error("The dialogue is over.");
    const { state, say } = next(dialogue, line);
    dialogue = state;
    return say;
  });
}

const question = (field: number, problem?: string): Say => ({
  ...{ say: "question", field },
  ...(problem === undefined ? {} : { problem }),
});
const summary = (values: Readonly<Record<string, string>>): Say => ({ say: "summary", values });
const filled = { urgency: "low", text: "it is down", day: "2026-11-25" };

describe("a form in messages", () => {
  it("asks for each field, shows what is entered, and is sent", () => {
    expect(asked(beginDialogue(pageForm))).toEqual(question(0));
    expect(talk(["2", " it is down ", "2026-11-25", "✅"])).toEqual([
      question(1),
      question(2),
      summary(filled),
      { say: "done", values: filled },
    ]);
  });

  it("tells what is wrong at once, and asks for the same again", () => {
    expect(talk(["3", "high", "a".repeat(21), "-", "ok", "31.10.2026", "skip"])).toEqual([
      question(0, "Choose one of: High, Low."),
      question(1),
      question(1, "21 characters: at most 20 are possible."),
      question(1, "This must be filled in."),
      question(2),
      question(2, "Write a day that exists, as 2026-10-31."),
      summary({ urgency: "high", text: "ok", day: "" }),
    ]);
  });

  it.each(["2", "2.", "#2", "2️⃣", "low", "LOW", " Low "])("takes an option as %s", (said) => {
    const { state } = next(beginDialogue(pageForm), said);

    expect(state?.values).toEqual({ urgency: "low" });
  });

  it.each(["-", "–", "skip", "Skip", "skip."])("leaves out what is optional by %s", (said) => {
    expect(talk(["1", "it", said]).at(-1)).toEqual(
      summary({ urgency: "high", text: "it", day: "" }),
    );
  });

  it("leaves what stands in a field by skipping it", () => {
    const [urgency, ...others] = pageForm.fields;
    if (!urgency) throw new Error("The form has no fields.");
    const form = { ...pageForm, fields: [{ ...urgency, value: "high" }, ...others] };

    expect(talk(["skip", "it", "-"], form).at(-1)).toMatchObject({ values: { urgency: "high" } });
  });

  it("goes back, from the summary too, and keeps what must be filled in by skipping it", () => {
    expect(talk(["back", "1", "it", "2026-11-25", "back", "back", "back", "2", "-", "-"])).toEqual([
      question(0),
      question(1),
      question(2),
      summary({ urgency: "high", text: "it", day: "2026-11-25" }),
      question(2),
      question(1),
      question(0),
      question(1),
      question(2),
      summary({ urgency: "low", text: "it", day: "" }),
    ]);
  });

  it.each([
    ["at its first field", []],
    ["half-way", ["1", "it"]],
    ["at its summary", ["1", "it", "-"]],
  ])("is cancelled %s", (_where, lines) => {
    for (const word of ["cancel", "Cancel.", "!cancel"]) {
      expect(talk([...lines, word]).at(-1)).toEqual({ say: "cancelled" });
    }
  });

  it.each([
    ["yes", "done"],
    ["Yes!", "done"],
    ["send", "done"],
    ["page", "done"],
    ["✅", "done"],
    ["no", "cancelled"],
    ["❌", "cancelled"],
    ["yes but later", "summary"],
    ["what is that?", "summary"],
  ])("takes %s to its summary", (said, say) => {
    expect(talk(["1", "it", "-", said]).at(-1)).toMatchObject({ say });
  });

  it("takes a message without words for no answer", () => {
    expect(talk(["", "1", " ", "it", "\n"])).toEqual([0, 1, 1, 2, 2].map((at) => question(at)));
  });

  it("takes for an answer what only begins like a word of its own", () => {
    expect(talk(["1", "cancel it"]).at(-1)).toEqual(question(2));
    expect(talk(["1", "back is open"]).at(-1)).toEqual(question(2));
  });

  it("without fields is its summary", () => {
    const form = { ...pageForm, fields: [] };

    expect(asked(beginDialogue(form))).toEqual(summary({}));
    expect(talk(["back", "yes"], form)).toEqual([summary({}), { say: "done", values: {} }]);
  });
});

const text = fc.string({ maxLength: 8 });
const anyField: fc.Arbitrary<Omit<Field, "id">> = fc.record({
  label: text,
  kind: fc.constantFrom("text", "multiline", "choice", "person", "date"),
  required: fc.boolean(),
  max: fc.integer({ min: 0, max: 12 }),
  value: fc.option(text, { nil: undefined }),
  options: fc.array(fc.record({ value: text, label: text }), { maxLength: 3 }),
});
const anyForm: fc.Arbitrary<Form> = fc
  .array(anyField, { maxLength: 4 })
  .map((fields) => ({ ...pageForm, fields: fields.map((one, at) => ({ ...one, id: `f${at}` })) }));
const anyAnswer = fc.oneof(
  fc.constantFrom("1", "2", "-", "skip", "back", "yes", "✅", "2026-11-25", "a", ""),
  fc.constantFrom("no", "cancel"),
  fc.string({ unit: "binary", maxLength: 14 }),
);

describe("any answers to any form", () => {
  it("end in values that are valid, in nothing, or in what is asked next", () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(anyForm, fc.array(anyAnswer, { maxLength: 25 }), (form, answers) => {
        let dialogue: Dialogue | undefined = beginDialogue(form);
        for (const answer of answers) {
          const { state, say }: ReturnType<typeof next> = next(dialogue, answer);
          ends.add(say.say);
          if ("values" in say) {
            expect(validateForm(form, say.values)).toEqual([]);
            expect(Object.keys(say.values).toSorted()).toEqual(form.fields.map(({ id }) => id));
          }
          if (say.say === "question") expect(form.fields[say.field]).toBeDefined();
          expect(state === undefined).toBe(say.say === "done" || say.say === "cancelled");
          if (!state) return;
          dialogue = state;
        }
      }),
      { numRuns: 1_000 },
    );
    expect([...ends].toSorted()).toEqual(["cancelled", "done", "question", "summary"]);
  });
});

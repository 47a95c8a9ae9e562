import { describe, expect, it } from "vitest";
import {
  fieldQuestion,
  formSummary,
} from "../../../../src/adapters/matrix/render/form-dialogue.ts";
import { docText } from "../../../../src/chat/doc-text.ts";
import type { Field, Form } from "../../../../src/chat/form.ts";

const field = (change: Partial<Field> = {}): Field => ({
  ...{ id: "what", label: "What", kind: "text", required: true, max: 80, options: [] },
  ...change,
});
const form = (...fields: readonly Field[]): Form => ({
  ...{ id: "page", title: "Page somebody", submit: "Page", instance: "7" },
  fields,
});
const options = [
  { value: "h", label: "High" },
  { value: "l", label: "Low" },
];
const back = "`back` goes to what was asked before.";
const cancel = "`cancel` ends this, and nothing is sent.";

describe("a form in Matrix", () => {
  it("asks for a field with its place, what it is, and how to end", () => {
    const two = form(field(), field({ id: "when", label: "When", hint: "Roughly.", kind: "date" }));
    expect(docText(fieldQuestion(two, 1))).toBe(
      [
        "Page somebody – 2 of 2",
        "When\nRoughly.",
        `Write the day, as 2026-10-31. ${back} ${cancel}`,
      ].join("\n\n"),
    );
  });

  it("shows what was wrong before it asks again", () => {
    expect(docText(fieldQuestion(form(field()), 0, "This must be filled in."))).toBe(
      [
        "Page somebody – 1 of 1",
        "Warning: This must be filled in.",
        "What",
        `Write it as your next message. ${cancel}`,
      ].join("\n\n"),
    );
  });

  it.each<[string, Partial<Field>, string]>([
    [
      "the options of a choice, by numbers",
      { kind: "choice", options },
      `1. High\n2. Low\n\nWrite the number or what stands beside it. ${cancel}`,
    ],
    [
      "what a choice is left at",
      { kind: "choice", options, value: "l" },
      `1. High\n2. Low\n\nWrite the number or what stands beside it. \`skip\` leaves it at "Low". ${cancel}`,
    ],
    ["somebody", { kind: "person" }, `Mention them in your next message. ${cancel}`],
    [
      "many lines, which can be left out",
      { kind: "multiline", required: false },
      `Write it as your next message, in as many lines as you like. \`skip\` leaves it out. ${cancel}`,
    ],
  ])("tells how to fill in %s", (_what, change, end) => {
    expect(docText(fieldQuestion(form(field(change)), 0))).toBe(
      `Page somebody – 1 of 1\n\nWhat\n\n${end}`,
    );
  });

  it("shows what was filled in, by its label, and asks whether to send it", () => {
    const whole = form(
      field(),
      field({ id: "urgency", label: "Urgency", kind: "choice", options }),
      field({ id: "note", label: "Note", required: false }),
      field({ id: "toString", label: "Other", required: false }),
    );
    const values = { what: "<b>down</b> @room", urgency: "h", note: " " };
    expect(docText(formSummary(whole, values))).toBe(
      [
        "Page somebody – complete",
        "- What: <b>down</b> @room\n- Urgency: High\n- Note: –\n- Other: –",
        `✅ or \`send\`: Page. ${back} ${cancel}`,
      ].join("\n\n"),
    );
  });

  it("has no field beyond its last", () => {
    expect(() => fieldQuestion(form(field()), 1)).toThrow("The form page has no field 1.");
  });
});

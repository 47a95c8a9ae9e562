import { describe, expect, it } from "vitest";
import {
  beginForm,
  type FillingIn,
  fieldPrompt,
  fillIn,
} from "../../../src/adapters/console/form-prompts.ts";
import type { Form } from "../../../src/chat/form.ts";

const rest = { kind: "text", required: true, max: 10, options: [] } as const;
const form: Form = {
  id: "gap",
  title: "What is missing",
  submit: "Send",
  instance: "1",
  fields: [
    { ...rest, id: "title", label: "Title", hint: "a few words" },
    {
      ...rest,
      id: "kind",
      label: "Kind",
      kind: "choice",
      options: [
        { value: "a", label: "Answer" },
        { value: "r", label: "Runbook" },
      ],
    },
    { ...rest, id: "day", label: "Day", kind: "date", required: false },
  ],
};

/** What is shown for each line, and how it ends. */
function fill(
  lines: readonly string[],
  of: Form = form,
): { shown: readonly string[]; end: unknown } {
  let filling: FillingIn = beginForm(of);
  const shown = [fieldPrompt(filling)];
  for (const line of lines) {
    const filled = fillIn(filling, line);
    if (filled.state !== "asking") return { shown, end: filled };
    filling = filled.next;
    shown.push([...filled.problems, fieldPrompt(filling)].join("\n"));
  }
  return { shown, end: undefined };
}

describe("a form on the console", () => {
  it("asks field by field, with hints and options", () => {
    expect(fill(["x", "2", "2026-10-31"])).toEqual({
      shown: ["Title (a few words):", "Kind:\n  1. Answer\n  2. Runbook", "Day (optional):"],
      end: { state: "done", values: { title: "x", kind: "r", day: "2026-10-31" } },
    });
  });

  it("shows what stands in a field already, which an empty line leaves as it is", () => {
    const [title, kind, day] = form.fields;
    if (!title || !kind || !day) throw new Error("The form has other fields.");
    const filled = { ...form, fields: [{ ...title, value: "vpn" }, { ...kind, value: "r" }, day] };
    expect(fill(["", "", "2026-10-31"], filled)).toEqual({
      shown: [
        'Title (a few words; an empty line leaves it at "vpn"):',
        'Kind (an empty line leaves it at "Runbook"):\n  1. Answer\n  2. Runbook',
        "Day (optional):",
      ],
      end: { state: "done", values: { title: "vpn", kind: "r", day: "2026-10-31" } },
    });
    expect(fill(["dns", "a", ""], filled).end).toMatchObject({
      values: { title: "dns", kind: "a" },
    });
  });

  it.each(["r", "Runbook", "runbook", "2"])(
    "takes an option by value, label or number: %s",
    (typed) => {
      expect(fill(["x", typed, ""]).end).toEqual({
        state: "done",
        values: { title: "x", kind: "r", day: "" },
      });
    },
  );

  it("tells a problem, and asks for the field again", () => {
    const { shown, end } = fill(["", "12345678901", "x", "3", "1", "tomorrow", ""]);
    expect(shown.slice(1, 3)).toEqual([
      "Title: This must be filled in.\nTitle (a few words):",
      "Title: 11 characters: at most 10 are possible.\nTitle (a few words):",
    ]);
    expect(shown[4]).toContain("Choose one of: Answer, Runbook.");
    expect(shown[6]).toContain("Write a day that exists");
    expect(end).toEqual({ state: "done", values: { title: "x", kind: "a", day: "" } });
  });

  it("ends when it is cancelled", () => {
    expect(fill(["x", " Cancel "]).end).toEqual({ state: "cancelled" });
  });
});

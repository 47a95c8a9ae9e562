import { describe, expect, it } from "vitest";
import { loadingModal, modalOf } from "../../../../src/adapters/slack/render/form-view.ts";
import type { Field, Form } from "../../../../src/chat/form.ts";
import { checkView } from "../../../support/fake-slack/view-rules.ts";

const field: Field = {
  id: "what",
  label: "What",
  kind: "text",
  required: true,
  max: 200,
  options: [],
};
const options = (count: number) =>
  Array.from({ length: count }, (_none, at) => ({ value: `v${at}`, label: `Option ${at}` }));

function modal(change: Partial<Field>, about: Partial<Form> = {}) {
  const form = { id: "page", title: "Page somebody", submit: "Page", instance: "i", ...about };
  const view = modalOf({ ...form, fields: [{ ...field, ...change }] }, "kept");
  expect(() => checkView(view, "modal")).not.toThrow();
  return view;
}

describe("a form in Slack", () => {
  it("is named by its id, gives back what is kept, and names each block and input by its field", () => {
    expect(modal({ hint: "in a few words" })).toMatchObject({
      type: "modal",
      callback_id: "page",
      private_metadata: "kept",
      title: { text: "Page somebody" },
      submit: { text: "Page" },
      blocks: [
        {
          type: "input",
          block_id: "what",
          label: { text: "What" },
          hint: { text: "in a few words" },
          optional: false,
          element: { action_id: "what" },
        },
      ],
    });
  });

  it.each<[string, Partial<Field>, object]>([
    ["text", { value: "a" }, { type: "plain_text_input", max_length: 200, initial_value: "a" }],
    ["text that is empty", { value: "" }, { type: "plain_text_input", multiline: false }],
    ["text that is too long", { value: "abc", max: 2 }, { max_length: 2, initial_value: "a…" }],
    ["more text than Slack takes", { max: 9_999 }, { max_length: 3_000 }],
    ["several lines", { kind: "multiline" }, { multiline: true }],
    [
      "a choice",
      { kind: "choice", options: options(2), value: "v1" },
      {
        type: "static_select",
        options: [{ value: "v0", text: { text: "Option 0" } }, { value: "v1" }],
        initial_option: { value: "v1", text: { text: "Option 1" } },
      },
    ],
    ["a person", { kind: "person", value: "U1" }, { type: "users_select", initial_user: "U1" }],
    [
      "a day",
      { kind: "date", value: "2026-10-31" },
      { type: "datepicker", initial_date: "2026-10-31" },
    ],
  ])("asks for %s", (_what, change, element) => {
    expect(modal(change).blocks).toMatchObject([{ element }]);
  });

  it("has nothing chosen that is no option", () => {
    const [block] = modal({ kind: "choice", options: options(2), value: "gone" }).blocks;
    expect(block).not.toMatchObject({ element: { initial_option: expect.anything() } });
  });

  it.each([
    [100, { options: { length: 100 } }],
    [101, { option_groups: [{ options: { length: 100 } }, { options: { length: 1 } }] }],
  ])("offers all of %i options", (count, element) => {
    expect(modal({ kind: "choice", options: options(count) }).blocks).toMatchObject([{ element }]);
  });

  it("cuts what is too long for Slack", () => {
    const long = "a".repeat(5_000);
    const view = modal({ label: long, hint: long }, { title: long, submit: long });
    expect(view.title.text).toBe(`${"a".repeat(23)}…`);
  });

  it("has a view that holds its place", () => {
    expect(() => checkView(loadingModal(), "modal")).not.toThrow();
  });
});

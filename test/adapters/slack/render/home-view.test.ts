import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { homeView } from "../../../../src/adapters/slack/render/home-view.ts";
import type { Action } from "../../../../src/chat/action.ts";
import { paragraph } from "../../../../src/chat/doc.ts";
import { anyDoc } from "../../../contract/any-doc.ts";
import { checkView } from "../../../support/fake-slack/view-rules.ts";
import { blocksText } from "./blocks-text.ts";

const page: Action = {
  id: "page",
  label: "Page somebody",
  style: "primary",
  value: "key",
  allowed: "anyone",
  once: false,
  emoji: "📟",
  words: [],
};

function home(sections: Parameters<typeof homeView>[0]) {
  const view = homeView(sections, "T1", "D1");
  expect(() => checkView(view, "home")).not.toThrow();
  return view.blocks;
}

describe("the home in Slack", () => {
  it("shows its sections in order: something to ask in, what is so, what can be pressed", () => {
    const blocks = home([
      { ask: { id: "question", label: "Your question", placeholder: "How do I …?", send: "Ask" } },
      { doc: [{ heading: [{ text: "On call now" }] }, paragraph("Grace")] },
      { buttons: [page] },
    ]);
    expect(blocks).toMatchObject([
      {
        type: "input",
        block_id: "question",
        element: { action_id: "question", placeholder: { text: "How do I …?" } },
      },
      { type: "actions", elements: [{ action_id: "question:ask", value: "question" }] },
      { type: "header" },
      { type: "rich_text" },
      { type: "actions", elements: [{ action_id: "page", value: "key" }] },
    ]);
  });

  it("says that there is nothing", () => {
    expect(blocksText(home([]))).toBe("There is nothing here yet.");
  });

  it.each([
    [100, "99"],
    [101, "There is more than fits here."],
  ])("has at most 100 blocks, and of %i ends with: %s", (count, end) => {
    const doc = Array.from({ length: count }, (_none, at) => paragraph(`${at}`));
    const blocks = home([{ doc }]);
    expect(blocks).toHaveLength(100);
    expect(blocksText(blocks.slice(-1))).toBe(end);
  });

  it("is taken by Slack, whatever it shows", () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        home([{ doc }]);
      }),
      { numRuns: 200 },
    );
  });
});

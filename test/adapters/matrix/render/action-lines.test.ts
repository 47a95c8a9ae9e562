import { describe, expect, it } from "vitest";
import { actionLines, seedsOf } from "../../../../src/adapters/matrix/render/action-lines.ts";
import type { Action } from "../../../../src/chat/action.ts";
import { docText } from "../../../../src/chat/doc-text.ts";

const action = (label: string, emoji: string, confirm?: string): Action => ({
  ...{ id: label, label, emoji, confirm, style: "plain", value: "key", allowed: "anyone" },
  ...{ once: true, words: [] },
});
const shown = (actions: readonly Action[]) => docText(actionLines(actions)).split("\n");
const keys = (actions: readonly Action[]) => seedsOf(actions).map(({ key }) => key);

describe("what can be pressed in Matrix", () => {
  it.each<[string, readonly Action[], readonly string[], readonly string[]]>([
    [
      "by its number and its own emoji",
      [action("Helpful", "👍"), action("Not helpful", "👎")],
      ["1️⃣ 👍 Helpful", "2️⃣ 👎 Not helpful"],
      ["👍", "👎"],
    ],
    [
      "by its number, where that is its emoji",
      [action("One", "1️⃣"), action("None", "🚫")],
      ["1️⃣ One", "2️⃣ 🚫 None"],
      ["1️⃣", "🚫"],
    ],
    [
      "by its number, where others have its emoji, with the sign for colour or without, in any tone",
      [
        ...[action("A", "↩️"), action("B", "🚫"), action("C", "↩")],
        ...[action("D", "👍"), action("E", "👍🏽")],
      ],
      ["1️⃣ A", "2️⃣ 🚫 B", "3️⃣ C", "4️⃣ D", "5️⃣ E"],
      ["1️⃣", "🚫", "3️⃣", "4️⃣", "5️⃣"],
    ],
    [
      "by its own number, where its emoji is that of another place",
      [action("All", "📄"), action("One", "1️⃣"), action("Two", "2️⃣")],
      ["1️⃣ 📄 All", "2️⃣ One", "3️⃣ Two"],
      ["📄", "2️⃣", "3️⃣"],
    ],
    ["by its number, where it has no emoji", [action("A", " ")], ["1️⃣ A"], ["1️⃣"]],
    [
      "with what is asked before it counts, and on one line",
      [action("Page\n2️⃣ 👎 all", "⏫", "Wake\neverybody?")],
      ["1️⃣ ⏫ Page 2️⃣ 👎 all – Wake everybody?"],
      ["⏫"],
    ],
  ])("is shown %s", (_what, actions, texts, seeds) => {
    expect(shown(actions)).toEqual(texts);
    expect(keys(actions)).toEqual(seeds);
    expect(seedsOf(actions).map((seed) => seed.action)).toEqual(actions);
  });

  it("beyond the tenth has an emoji of its own, or a number to type", () => {
    const actions = [
      ...Array.from({ length: 11 }, (_none, at) => action(`${at}`, "▪️")),
      action("Last", "🏁"),
    ];
    expect(shown(actions).slice(9)).toEqual(["🔟 9", "11. 10", "12. 🏁 Last"]);
    expect(keys(actions).slice(9)).toEqual(["🔟", "🏁"]);
  });

  it("is nothing where there is nothing", () => {
    expect(actionLines([])).toEqual([]);
    expect(seedsOf([])).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { type ChecklistEvent, startChecklist } from "../../src/runbooks/checklist.ts";
import { tickChecklist } from "../../src/runbooks/checklist-tick.ts";
import { checklistEventOf, checklistEventSaid } from "../../src/runbooks/checklist-words.ts";
import { readPage } from "../knowledge/read-page.ts";
import { ana, bo, noon } from "./walk-of.ts";

function listOf(...lines: readonly string[]) {
  const { entry } = readPage(
    "checklists/move.md",
    ["---", "title: Move house", "owner: ana", "---", "", ...lines].join("\n"),
  );
  return entry && startChecklist(entry, ana, noon);
}

function moving() {
  const list = listOf(
    ...["Move.", "", "## Before", "", "- [ ] Boxes [here](https://x.org)", "- [x] Van", ""],
    ...["## After", "", "- [ ] Keys", "  - [ ] of the cellar", "- a remark"],
  );
  if (!list) throw new Error("The page holds no list");
  return list;
}

const by = (who = ana, minutes = 0) => ({ by: who, at: noon.add({ minutes }) });
const tick = (item: number): ChecklistEvent => ({ event: "tick", item });

describe("a checklist", () => {
  it("holds the tasks of an entry by their groups, all open", () => {
    expect(moving().items.map(({ group, title, done }) => [group, title, done])).toEqual([
      ["Before", "Boxes here", undefined],
      ["Before", "Van", undefined],
      ["After", "Keys", undefined],
      ["After", "of the cellar", undefined],
    ]);
    expect(listOf("Nothing.", "", "- to tick")).toBeUndefined();
  });

  it("keeps who ticked what, in any order, by anybody", () => {
    const first = tickChecklist(moving(), tick(3), by(bo));
    const { list, says, actions } = tickChecklist(first.list, tick(1), by(ana, 1));
    expect(list.items[2]?.done).toEqual(by(bo));
    expect(docText(says)).toBe(
      [
        "Move house",
        "Before",
        "[x] 1. Boxes here (https://x.org) (@ana)\n[ ] 2. Van",
        "After",
        "[x] 3. Keys (@bo)\n[ ] 4. of the cellar",
        "2 of 4 done, last: Boxes here by @ana.",
      ].join("\n\n"),
    );
    expect(actions).toEqual([
      { id: "tick-2", label: "2. Van" },
      { id: "tick-4", label: "4. of the cellar" },
    ]);
  });

  it("takes a tick back, whoever made it", () => {
    const { list } = tickChecklist(moving(), tick(1), by());
    const { list: open, says } = tickChecklist(list, { event: "untick", item: 1 }, by(bo));
    expect(open).toEqual(moving());
    expect(docText(says)).toContain("0 of 4 done.");
  });

  it.each<[string, ChecklistEvent, string]>([
    ["a tick again leaves it the first one's", tick(1), "Item 1 is ticked already, by @ana."],
    ["an open item cannot be unticked", { event: "untick", item: 2 }, "Item 2 is not ticked."],
    ["no item has this number", tick(5), "from 1 to 4"],
    ["nor this one", tick(0), "from 1 to 4"],
  ])("%s", (_, event, expected) => {
    const { list } = tickChecklist(moving(), tick(1), by());
    const outcome = tickChecklist(list, event, by(bo));
    expect(outcome.list).toBe(list);
    expect(docText(outcome.says)).toContain(expected);
  });

  it("ends when somebody says so", () => {
    const { list, says, actions } = tickChecklist(moving(), { event: "stop" }, by());
    expect([docText(says), actions]).toEqual(["Move house is over: 0 of 4 done.", []]);
    expect(tickChecklist(list, tick(1), by()).list).toBe(list);
  });

  it("offers ten to press at most, with labels of at most 75 characters", () => {
    const list = listOf(...Array.from({ length: 12 }, () => `- [ ] ${"long ".repeat(30)}`));
    if (!list) throw new Error("The page holds no list");
    const { actions } = tickChecklist(list, { event: "show" }, by());
    expect(actions).toHaveLength(10);
    expect(Math.max(...actions.map(({ label }) => label.length))).toBe(75);
    expect(checklistEventOf(actions[9]?.id ?? "")).toEqual(tick(10));
  });

  it("counts what is ticked, whatever happens", () => {
    const event = fc.oneof(
      fc.record({
        event: fc.constantFrom("tick" as const, "untick" as const),
        item: fc.integer({ min: -1, max: 6 }),
      }),
      fc.constant({ event: "show" as const }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const ticked = new Set<number>();
        let list = moving();
        for (const one of events) {
          if ("item" in one && one.item >= 1 && one.item <= 4) {
            if (one.event === "tick") ticked.add(one.item);
            else ticked.delete(one.item);
          }
          list = tickChecklist(list, one, by()).list;
        }
        expect(list.items.flatMap(({ done }, index) => (done ? [index + 1] : []))).toEqual(
          [...ticked].sort((one, other) => one - other),
        );
      }),
    );
  });
});

describe("what is said of a checklist", () => {
  it.each([
    ["tick 3", tick(3)],
    ["Tick #3!", tick(3)],
    ["check off 3", tick(3)],
    ["3 done", tick(3)],
    ["3 is done", tick(3)],
    ["3 ✅", tick(3)],
    ["untick 3", { event: "untick", item: 3 }],
    ["3 not done", { event: "untick", item: 3 }],
    ["what's left?", { event: "show" }],
    ["stop the checklist", { event: "stop" }],
    ["done", undefined],
    ["3", undefined],
    ["tick", undefined],
    ["restart 3 done", undefined],
  ])("%j", (text, expected) => {
    expect(checklistEventSaid(text)).toEqual(expected);
  });
});

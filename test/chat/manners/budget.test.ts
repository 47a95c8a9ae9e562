import { describe, expect, it } from "vitest";
import { docText } from "../../../src/chat/doc-text.ts";
import { afterOverflow, budgetAt } from "../../../src/chat/manners/budget.ts";
import { noThread } from "../../../src/chat/thread-state.ts";
import { later } from "../a-message.ts";

const at = later(60);
/** So many replies, the oldest so many seconds ago, one a second. */
const replies = (count: number, secondsAgo: number, gap = 1) =>
  Array.from({ length: count }, (_, index) => at.subtract({ seconds: secondsAgo - index * gap }));
const thread = (list: readonly Temporal.Instant[]) => ({ ...noThread, replies: list });

describe("the budget", () => {
  it.each([
    ["4 in the minute", replies(4, 30), [], undefined],
    ["5 in the minute", replies(5, 30), [], 30],
    ["6 in the minute: two must grow old", replies(6, 30), [], 31],
    ["5, of which one is just a minute old", replies(5, 60), [], undefined],
    ["29 in the hour", replies(29, 3_000, 100), [], undefined],
    ["30 in the hour", replies(30, 3_500, 100), [], 100],
    ["19 in the room", [], replies(19, 50), undefined],
    ["20 in the room", [], replies(20, 50), 10],
    ["both: the longer wait", replies(5, 10), replies(20, 50), 50],
  ])("M19 is 5 per thread and minute, 30 per hour, 20 per room: %s", (_, own, room, seconds) => {
    const budget = budgetAt(at, thread(own), room.toReversed());
    expect(budget.free).toBe(seconds === undefined);
    if (!budget.free) expect(budget.from).toEqual(at.add({ seconds: seconds ?? 0 }));
    if (!budget.free) expect(budgetAt(budget.from, thread(own), room).free).toBe(true);
  });
  it("M19 says one sentence at overflow, and the rest waits its turn unsaid", () => {
    const full = thread(replies(5, 30));
    const first = budgetAt(at, full, []);
    if (first.free) throw new Error("The budget must be spent.");
    expect(docText(first.say ?? [])).toBe(
      "That is a lot at once: I go on in about a minute, and nothing is lost.",
    );
    const told = afterOverflow(full, first.from);
    expect(budgetAt(at.add({ seconds: 5 }), told, [])).toMatchObject({
      free: false,
      say: undefined,
    });
    const hour = budgetAt(at, { ...told, replies: replies(30, 600) }, []);
    expect(hour.free ? "" : docText(hour.say ?? [])).toContain("in about 50 minutes");
  });
});

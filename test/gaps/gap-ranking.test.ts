import { describe, expect, it } from "vitest";
import { byRank, factorsOf, rankGap, type Weighed } from "../../src/gaps/gap-ranking.ts";

const at = Temporal.Instant.from("2026-11-25T09:00:00Z");
const ago = (hours: number) => at.subtract({ hours });
const weighed = (given: Partial<Weighed> = {}): Weighed => ({
  kind: "no_answer",
  people: 1,
  asks: 1,
  last: at,
  ...given,
});
const busy = weighed({ kind: "no_runbook", people: 5, asks: 9, last: ago(48) });

describe("the score of a gap", () => {
  it.each([
    ["five people, nine asks, two days, no runbook, tier 3", { ...busy, tier: 3 }, 9.66],
    ["the same without a tier", busy, 9.66],
    ["one person, one ask, today, no answer", weighed(), 1.5],
    ["five people asking once", weighed({ people: 5, asks: 5 }), 5.93],
    ["one person asking nine times", weighed({ asks: 9 }), 2.66],
    ["tier 2", weighed({ tier: 2 }), 1.8],
    ["tier 1", weighed({ tier: 1 }), 2.25],
    ["urgent", weighed({ urgent: true }), 1.95],
    ["quiet for three weeks", weighed({ last: ago(21 * 24) }), 0.75],
    ["hard to find", weighed({ kind: "repeat" }), 1.05],
    ["nobody but a program", weighed({ people: 0, asks: 0.25 }), 0],
  ] as const)("is the product of its factors: %s", (_what, gap, score) => {
    expect(rankGap(gap, at)).toBeCloseTo(score, 2);
  });

  it("is refused for an ask that lies ahead", () => {
    expect(() => rankGap(weighed({ last: at.add({ milliseconds: 1 }) }), at)).toThrow("after");
  });
});

describe("the factors", () => {
  const wordsOf = (gap: Weighed) =>
    factorsOf(gap, at)
      .map(({ text }) => text)
      .join(", ");

  it.each([
    [{ ...busy, tier: 1 }, "no runbook, 5 people, 9 asks, last 2 days ago, tier 1"],
    [weighed(), "no answer, 1 person, 1 ask, last today"],
    [weighed({ last: ago(23), urgent: true }), "no answer, 1 person, 1 ask, last today, urgent"],
    [weighed({ last: ago(24) }), "no answer, 1 person, 1 ask, last 1 day ago"],
    [
      weighed({ people: 0, asks: 0.5, last: ago(48) }),
      "no answer, 0 people, 0.5 asks, last 2 days ago",
    ],
  ] as const)("are said in words", (gap, words) => {
    expect(wordsOf(gap)).toBe(words);
  });

  it("have names and values, too", () => {
    expect(factorsOf({ ...busy, tier: 1, urgent: true }, at)).toMatchObject([
      { name: "kind", value: 1.5 },
      { name: "people", value: 5 },
      { name: "asks", value: 9 },
      { name: "last", value: 2 },
      { name: "tier", value: 1 },
      { name: "urgency", value: 1.3 },
    ]);
  });
});

describe("the order", () => {
  it("is by score, and of equals the older first", () => {
    const gaps = [
      { id: 3, ...weighed() },
      { id: 1, ...weighed({ people: 0 }) },
      { id: 2, ...weighed() },
      { id: 4, ...busy },
    ];
    expect(byRank(gaps, (gap) => gap, at).map(({ id }) => id)).toEqual([4, 2, 3, 1]);
  });
});

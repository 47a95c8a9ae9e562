import { describe, expect, it } from "vitest";
import { docText } from "../../../src/chat/doc-text.ts";
import { aboutUnreadable } from "../../../src/chat/manners/unreadable.ts";

const sentAt = Temporal.Instant.from("2026-11-25T09:00:00Z");

function about(
  after: Temporal.DurationLike,
  {
    saidBefore,
    unreadable = "no-key-yet" as const,
  }: {
    readonly saidBefore?: Temporal.DurationLike;
    readonly unreadable?: "no-key-yet" | "withheld";
  } = {},
) {
  const unreadSaidAt = saidBefore === undefined ? undefined : sentAt.subtract(saidBefore);
  const told = aboutUnreadable({ sentAt, unreadable }, { unreadSaidAt }, sentAt.add(after));
  return told.do === "say" ? docText(told.doc) : told.do;
}

describe("M13 a message that cannot be read", () => {
  it("waits half a minute for its key", () => {
    const at = sentAt.add({ seconds: 1 });
    expect(aboutUnreadable({ sentAt, unreadable: "no-key-yet" }, {}, at)).toEqual({
      do: "wait",
      until: sentAt.add({ seconds: 30 }),
    });
  });

  it("is told of once that is over, with the next move", () => {
    expect(about({ seconds: 30 })).toMatch(/^🔑 I cannot read this message: .* send it again\.$/);
    expect(about({ seconds: 30 }, { unreadable: "withheld" })).toContain(
      "does not trust my device",
    );
  });

  it("is told of once a day in a thread", () => {
    expect(about({ minutes: 1 }, { saidBefore: { hours: 23 } })).toBe("nothing");
    expect(about({ minutes: 1 }, { saidBefore: { hours: 24 } })).toContain("🔑");
  });

  it("is let be when it is older than ten minutes", () => {
    expect(about({ minutes: 10 })).toBe("nothing");
  });
});

import { describe, expect, it } from "vitest";
import { goingAt } from "../../../../src/oncall/paging/delivery/flood.ts";

const at = Temporal.Instant.from("2026-11-25T03:00:00Z");
const ago = (seconds: number) => at.subtract({ seconds });

describe("What waits for one person by one way", () => {
  it("goes out one by one while little went that way", () => {
    expect(goingAt(at, { count: 0, last: undefined })).toBe("one-by-one");
    expect(goingAt(at, { count: 4, last: at })).toBe("one-by-one");
  });

  it("goes out as a bundle after five, every 30 seconds", () => {
    expect(goingAt(at, { count: 5, last: ago(30) })).toBe("bundled");
    expect(goingAt(at, { count: 5, last: ago(29) })).toEqual({ notBefore: ago(-1) });
  });
});

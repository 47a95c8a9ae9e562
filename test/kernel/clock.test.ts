import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/kernel/clock.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

describe("a stopped clock", () => {
  it("stands still until it is told otherwise", () => {
    const clock = createStoppedClock("2026-03-29T00:59:59Z");
    expect(clock.now()).toEqual(clock.now());
    clock.advance({ seconds: 1 });
    expect(String(clock.now())).toBe("2026-03-29T01:00:00Z");
  });

  it("can be set forwards and backwards", () => {
    const clock = createStoppedClock("2026-03-29T01:00:00Z");
    clock.set("2020-01-01T00:00:00Z");
    clock.advance("-PT1M");
    expect(String(clock.now())).toBe("2019-12-31T23:59:00Z");
  });
});

describe("the system's clock", () => {
  it("gives the present instant", () => {
    const before = Temporal.Now.instant();
    const now = systemClock.now();
    const after = Temporal.Now.instant();
    expect(Temporal.Instant.compare(before, now)).toBeLessThanOrEqual(0);
    expect(Temporal.Instant.compare(now, after)).toBeLessThanOrEqual(0);
  });
});

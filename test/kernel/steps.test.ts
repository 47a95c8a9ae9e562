import { describe, expect, it } from "vitest";
import { atOnce, inTurns, type Steps } from "../../src/kernel/steps.ts";

function* counting(to: number): Steps<number> {
  for (let at = 0; at < to; at += 1) yield;
  return to;
}

describe("a long computation", () => {
  it("comes to the same at once as in turns", async () => {
    expect(atOnce(counting(5))).toBe(5);
    expect(
      await inTurns(
        counting(5),
        () => 0,
        async () => {},
      ),
    ).toBe(5);
  });

  it("lets others run after each turn of eight milliseconds", async () => {
    let ms = 0;
    let turns = 0;
    const elapsed = () => {
      ms += 2;
      return ms;
    };
    const nextTurn = async () => {
      turns += 1;
    };
    await inTurns(counting(16), elapsed, nextTurn);
    // Each step takes two milliseconds of this clock, and so does looking at it when a turn begins.
    expect(turns).toBe(4);
  });

  it("ends with what goes wrong in it", async () => {
    function* failing(): Steps<never> {
      yield;
      throw new Error("no more");
    }
    expect(() => atOnce(failing())).toThrow("no more");
    await expect(
      inTurns(
        failing(),
        () => 0,
        async () => {},
      ),
    ).rejects.toThrow("no more");
  });
});

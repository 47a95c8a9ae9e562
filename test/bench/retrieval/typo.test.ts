import { describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { withTypo } from "./typo.ts";

describe("a typo", () => {
  it("changes one content word by one letter, and nothing else", () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const [, word = "", ...others] = /^what is the (\w+) of it\?$/.exec(
        withTypo("what is the billing of it?", createChance(seed)) ?? "",
      ) ?? [""];
      expect(others).toEqual([]);
      expect(word).not.toBe("billing");
      expect(word[0]).toBe("b");
      expect(Math.abs(word.length - "billing".length)).toBeLessThan(2);
    }
  });

  it("is the same for the same seed", () => {
    const text = "reset the password of my printer";
    expect(withTypo(text, createChance(7))).toBe(withTypo(text, createChance(7)));
  });

  it("is not made where there are only short words and grammar", () => {
    expect(withTypo("what would you do if I get VPN 1234?", createChance(1))).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { untilFree } from "../../src/storage/until-free.ts";

describe("waiting until another process is out of the way", () => {
  it("ends with the first attempt that gives something", async () => {
    const outcomes = [undefined, undefined, "free", "too late"];
    expect(await untilFree(10_000, () => outcomes.shift())).toBe("free");
    expect(outcomes).toEqual(["too late"]);
  });

  it("ends in vain after the last attempt within the limit", async () => {
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      return undefined;
    };
    expect(await untilFree(100, attempt)).toBeUndefined();
    expect(attempts).toBe(3);
  });

  it("is not taken up by an attempt that fails for another reason", async () => {
    const attempt = () => Promise.reject(new RangeError("no"));
    await expect(untilFree(100, attempt)).rejects.toThrow(RangeError);
  });
});

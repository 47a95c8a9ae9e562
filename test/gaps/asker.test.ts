import { describe, expect, it } from "vitest";
import { askerOf } from "../../src/gaps/asker.ts";

const secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

describe("who asked", () => {
  it("is the first 64 bits of an HMAC, as openssl computes it", () => {
    expect(askerOf(secret, { platform: "slack", user: "U123" })).toBe("42c292144f0f8479");
  });

  it.each([
    ["another user", secret, { platform: "slack", user: "U124" }],
    ["another platform", secret, { platform: "matrix", user: "U123" }],
    ["another installation", secret.replace("00", "ff"), { platform: "slack", user: "U123" }],
    ["another cut between the two", secret, { platform: "slackU", user: "123" }],
  ])("is somebody else with %s", (_what, key, principal) => {
    expect(askerOf(key, principal)).not.toBe("42c292144f0f8479");
  });
});

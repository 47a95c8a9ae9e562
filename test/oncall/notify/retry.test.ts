import { describe, expect, it } from "vitest";
import {
  isUntrusted,
  nextTryMs,
  retryAfterMs,
  verdictOf,
} from "../../../src/oncall/notify/retry.ts";

const now = Temporal.Instant.from("2026-11-30T08:00:00Z");

describe("the next try", () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 5_000],
    [4, 10_000],
    [5, 20_000],
    [6, 30_000],
    [7, 30_000],
    [1_000, 30_000],
  ])("after %i that failed comes in %i ms", (tries, ms) => {
    expect(nextTryMs(tries)).toBe(ms);
  });

  it.each([
    ["longer than its turn", 7_000, 7_000],
    ["shorter than its turn", 500, 1_000],
    ["ten minutes", 600_000, 600_000],
    ["more than ten minutes", 600_001, 600_000],
  ])("waits as the channel asks: %s", (_, asked, ms) => {
    expect(nextTryMs(1, asked)).toBe(ms);
  });
});

describe("an HTTP status", () => {
  it.each([
    [199, "final"],
    [200, "accepted"],
    [204, "accepted"],
    [299, "accepted"],
    [300, "final"],
    [308, "final"],
    [400, "final"],
    [401, "final"],
    [404, "final"],
    [408, "passing"],
    [410, "final"],
    [413, "final"],
    [425, "passing"],
    [429, "passing"],
    [499, "final"],
    [500, "passing"],
    [599, "passing"],
  ])("of %i is %s", (status, verdict) => {
    expect(verdictOf(status)).toBe(verdict);
  });
});

describe("Retry-After", () => {
  it.each([
    ["seconds", "7", 7_000],
    ["none", "0", 0],
    ["a date to come", "Mon, 30 Nov 2026 08:02:00 GMT", 120_000],
    ["a date gone by", "Mon, 30 Nov 2026 07:59:00 GMT", 0],
    ["a day that does not exist", "Mon, 31 Nov 2026 08:02:00 GMT", undefined],
    ["a month that does not exist", "Mon, 30 Nox 2026 08:02:00 GMT", undefined],
    ["a negative number", "-1", undefined],
    ["words", "soon", undefined],
    ["nothing", undefined, undefined],
  ])("is read: %s", (_, header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

describe("a failure to trust", () => {
  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", true],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", true],
    ["ERR_TLS_CERT_ALTNAME_INVALID", true],
    ["CERT_HAS_EXPIRED", true],
    ["Error initiating TLS - self-signed certificate", true],
    ["ECONNRESET", false],
    ["ETIMEDOUT", false],
  ])("is told from others: %s", (words, is) => {
    expect(isUntrusted(words)).toBe(is);
  });
});

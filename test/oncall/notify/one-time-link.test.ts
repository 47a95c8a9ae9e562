import { describe, expect, it } from "vitest";
import { linkHash, makeLink, readLink } from "../../../src/oncall/notify/one-time-link.ts";

const made = Temporal.Instant.from("2026-11-30T08:00:00Z");
const purpose = { page: 12, person: "bo", action: "ack" } as const;
const bits = Uint8Array.from({ length: 16 }, (_, index) => index * 17);
const { token, stored } = makeLink(purpose, bits, made);

describe("a one-time link", () => {
  it("does what it was made for, and for whom", () => {
    expect(readLink(stored, made)).toEqual({ purpose });
  });

  it("is found by its token, which nothing that is stored gives away", () => {
    expect(linkHash(token)).toBe(stored.hash);
    expect(stored.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("holds all 128 bits in 22 signs that need no escape", () => {
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(Buffer.from(token, "base64url")).toEqual(Buffer.from(bits));
  });

  it.each([
    ["a moment before its day is over", "2026-12-01T07:59:59.999Z", { purpose }],
    ["when its day is over", "2026-12-01T08:00:00Z", { invalid: "expired" }],
    ["a year later", "2027-12-01T08:00:00Z", { invalid: "expired" }],
  ])("works or not: %s", (_, at, reading) => {
    expect(readLink(stored, Temporal.Instant.from(at))).toEqual(reading);
  });

  it("works once", () => {
    expect(readLink({ ...stored, usedAt: made }, made)).toEqual({ invalid: "used" });
  });

  it("is unknown when nothing is stored under it", () => {
    expect(readLink(undefined, made)).toEqual({ invalid: "unknown" });
  });

  it.each(["", "x", `${token}x`, token.slice(1), `${token.slice(1)}/`, `${token.slice(1)}\n`])(
    "is not looked up by something that was never one: %j",
    (text) => {
      expect(linkHash(text)).toBeUndefined();
    },
  );

  it.each([0, 15, 17])("is not made of %i bytes", (length) => {
    expect(() => makeLink(purpose, new Uint8Array(length), made)).toThrow("16 bytes");
  });
});

import { describe, expect, it } from "vitest";
import { stranger } from "../../src/knowledge/audience.ts";
import { isServed } from "../../src/knowledge/availability.ts";
import { answerWith, entryOf, readPage } from "./read-page.ts";

const served = (lines: string, today: string) =>
  isServed(
    entryOf(readPage("answers/vpn.md", answerWith(lines))),
    stranger,
    Temporal.PlainDate.from(today),
  );

describe("an entry", () => {
  it.each([
    ["status: active", true],
    ["status: deprecated", true],
    ["status: archived", true],
    ["status: draft", false],
    ["status: actve", false],
    ["audience: members", false],
    ["audience: everyone", true],
    ["", true],
  ])("is served by its status and audience: %s: %s", (lines, expected) =>
    expect(served(lines, "2026-03-01")).toBe(expected),
  );

  it.each([
    ["valid_from: 2026-03-02", "2026-03-01", false],
    ["valid_from: 2026-03-02", "2026-03-02", true],
    ["valid_from: 2026-03-02", "2026-03-03", true],
    ["expires: 2026-03-02", "2026-03-01", true],
    ["expires: 2026-03-02", "2026-03-02", true],
    ["expires: 2026-03-02", "2026-03-03", false],
    ["valid_from: 2026-03-02\nexpires: 2026-03-02", "2026-03-01", false],
    ["valid_from: 2026-03-02\nexpires: 2026-03-02", "2026-03-02", true],
    ["valid_from: 2026-03-02\nexpires: 2026-03-02", "2026-03-03", false],
    ["valid_from: 2026-03-03\nexpires: 2026-03-01", "2026-03-02", false],
  ])(
    "is served from its first day to its last, both included: %j on %s: %s",
    (lines, today, expected) => {
      expect(served(lines, today)).toBe(expected);
    },
  );
});

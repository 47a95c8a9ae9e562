import { describe, expect, it } from "vitest";
import { type DismissReason, dismissReasons } from "../../src/gaps/gap.ts";
import { publicFace } from "../../src/gaps/public-face.ts";
import { gapOf } from "./gap-of.ts";

const at = Temporal.Instant.from("2026-11-25T09:00:00Z");
const faceOf = (given: Parameters<typeof gapOf>[0], zone = "Europe/Berlin") =>
  publicFace(gapOf(given), at, zone);

describe("what an asker is told", () => {
  it.each([
    ["the first ask", { asks: 1, people: 1 }, "Logged as G-12."],
    ["asked twice by one", { asks: 2, people: 1 }, "Asked before (G-12)."],
    ["asked by two", { asks: 9, people: 2 }, "Asked before (G-12)."],
    [
      "asked by three",
      { asks: 3, people: 3 },
      'Known gap G-12 "How do I restart Kafka?", asked by 3 people since 3 October.',
    ],
    [
      "no text left",
      { asks: 9, people: 4, title: undefined },
      "Known gap G-12, asked by 4 people since 3 October.",
    ],
    ["nobody but programs", { asks: 5, people: 0 }, "Asked before (G-12)."],
  ])("tells no number of people under three: %s", (_what, given, text) => {
    expect(faceOf(given)).toBe(text);
  });

  it.each([
    ["this year", "2026-01-01T12:00:00Z", "UTC", "1 January."],
    ["last year", "2025-12-31T12:00:00Z", "UTC", "31 December 2025."],
    ["the day where the company is", "2026-10-03T22:30:00Z", "Europe/Berlin", "4 October."],
    ["the year where the company is", "2025-12-31T23:30:00Z", "Europe/Berlin", "1 January."],
  ])("dates by the company's calendar: %s", (_what, first, zone, date) => {
    const given = { asks: 9, people: 4, first: Temporal.Instant.from(first) };
    expect(faceOf(given, zone)).toMatch(new RegExp(`since ${date.replace(".", "\\.")}$`));
  });

  const reasons: readonly DismissReason[] = [
    "not-ours",
    "one-off",
    "duplicate",
    "by-design",
    "sensitive",
  ];
  it.each(reasons)("gives the reason of a dismissed one, and no note: %s", (reason) => {
    const state = {
      state: "dismissed",
      reason,
      note: "ana knows",
      asks: 3,
      cameBack: false,
    } as const;
    expect(faceOf({ state, asks: 9, people: 4 })).toBe(
      `Asked before (G-12), and closed: ${dismissReasons[reason]}.`,
    );
  });
});

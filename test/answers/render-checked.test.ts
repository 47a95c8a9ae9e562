import { describe, expect, it } from "vitest";
import { renderChecked } from "../../src/answers/render-checked.ts";
import { entryOf, knowledgeOf } from "./knowledge-of.ts";

const today = Temporal.PlainDate.from("2026-11-25");

function said(reviewEvery: string, on: string, by?: string): string | undefined {
  const vpn = `---\ntitle: VPN\nowner: ana\nreview_every: ${reviewEvery}\n---\n\nText.\n`;
  const entry = entryOf(knowledgeOf({ "answers/vpn.md": vpn }), "vpn");
  return renderChecked(entry, { on: Temporal.PlainDate.from(on), by }, today);
}

describe("the time since an entry was checked", () => {
  it.each([
    ["2026-11-25", "checked today"],
    ["2026-11-24", "checked yesterday"],
    ["2026-11-23", "checked 2 days ago"],
    ["2026-11-12", "checked 13 days ago"],
    ["2026-11-11", "checked 2 weeks ago"],
    ["2026-11-05", "checked 2 weeks ago"],
    ["2026-11-04", "checked 3 weeks ago"],
    ["2026-09-26", "checked 8 weeks ago"],
    ["2026-09-25", "checked 2 months ago"],
    ["2025-11-26", "checked 11 months ago"],
    ["2025-11-25", "checked a year ago"],
    ["2025-10-26", "checked a year ago"],
    ["2025-10-25", "checked over a year ago"],
    ["1999-01-01", "checked over a year ago"],
  ])("is told in words that fit: %s is %s", (on, words) => {
    expect(said("never", on)).toBe(words);
  });

  it("names who checked it, where that is known", () => {
    expect(said("1y", "2026-11-04", "ana")).toBe("checked 3 weeks ago by @ana");
  });
});

describe("an entry that should have been checked again", () => {
  it.each([
    ["due", "2025-11-26", "checked 11 months ago by @ana"],
    ["overdue", "2025-11-25", "not checked since November 2025"],
    ["stale", "2023-05-01", "not checked since May 2023"],
  ])("says since when, but not while it is only due: %s", (_freshness, on, words) => {
    expect(said("1y", on, "ana")).toBe(words);
  });
});

describe("an entry that nobody is known to have checked", () => {
  it("says nothing of it", () => {
    const base = knowledgeOf({ "answers/vpn.md": "---\ntitle: VPN\nowner: ana\n---\n\nText.\n" });
    const entry = entryOf(base, "vpn");
    expect(base.checkedOf(entry, today)).toBeUndefined();
    expect(renderChecked(entry, undefined, today)).toBeUndefined();
  });
});

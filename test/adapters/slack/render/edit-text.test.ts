import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editText } from "../../../../src/adapters/slack/render/edit-text.ts";
import { escapeMrkdwn } from "../../../../src/adapters/slack/render/escape-mrkdwn.ts";

describe("the text of an edit in Slack", () => {
  it.each([
    ["is as it was, as long as it fits", "é".repeat(2_000), "é".repeat(2_000)],
    ["is cut to 4,000 bytes", "é".repeat(2_001), `${"é".repeat(1_998)}…`],
    ["is not cut within a character", `a${"🙂".repeat(1_000)}`, `a${"🙂".repeat(999)}…`],
    ["is not cut within an escape", "&amp;".repeat(801), `${"&amp;".repeat(799)}…`],
  ])("%s", (_what, text, cut) => {
    expect(editText(text)).toBe(cut);
  });

  it("fits whatever is said, and begins with it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 2_000, maxLength: 6_000 }), (said) => {
        const text = escapeMrkdwn(said);
        const cut = editText(text);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(4_000);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

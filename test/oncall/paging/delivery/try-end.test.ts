import { describe, expect, it } from "vitest";
import { tryEnd } from "../../../../src/oncall/paging/delivery/try-end.ts";

const at = Temporal.Instant.from("2026-11-25T03:00:00Z");
const page = { kind: "page", lasts: "triggered", attempts: 0 } as const;
const news = { kind: "news", lasts: "open", attempts: 0 } as const;
const busy = { retryInMs: undefined, reason: "it is busy" };

describe("A try", () => {
  it("that got through has nothing follow", () => {
    expect(tryEnd(page, { accepted: "1" }, at)).toBeUndefined();
  });

  it.each([
    ["of a page that fails for now, again, and told", page, busy, true, "failing"],
    ["of a page that fails again, again, and not told", { ...page, attempts: 50 }, busy, true],
    ["of a page without an answer, again, and told", page, { unknown: "?" }, true, "unknown"],
    ["of a page that is refused, never again, and told", page, { refused: "no" }, false, "refused"],
    [
      "of a test that fails, never again, and told",
      { ...page, lasts: "always" },
      busy,
      false,
      "refused",
    ],
    ["of news that fails, again, and not told", { ...news, attempts: 8 }, busy, true],
    [
      "of news that fails for the tenth time, never again, and not told",
      { ...news, attempts: 9 },
      busy,
      false,
    ],
  ] as const)("%s", (_, leased, outcome, isAgain, told = undefined) => {
    const end = tryEnd(leased, outcome, at);
    expect([end?.nextTry !== undefined, end?.told]).toEqual([isAgain, told]);
  });
});

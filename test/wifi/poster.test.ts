import { describe, expect, it } from "vitest";
import { checkedCard } from "../../src/wifi/poster.ts";
import type { QrCode } from "../../src/wifi/qr-code.ts";
import { aPoster, fullPoster } from "./a-poster.ts";

/** A code of so many modules a side, all light. */
function code(modules: number): QrCode {
  const rows = Array.from({ length: modules }, () => Array.from({ length: modules }, () => false));
  return { rows, modules, version: (modules - 17) / 4, correction: "M" };
}

describe("a poster of one network", () => {
  it("says how large a module is, its quiet zone counted in", () => {
    expect(checkedCard(aPoster, code(33), "a4")).toMatchObject({
      mmPerModule: 3.66,
      warnings: [],
    });
  });

  it.each([
    [45, false],
    [49, true],
  ])("with %i modules on a badge is refused: %s", (modules, refused) => {
    expect(checkedCard(aPoster, code(modules), "badge")).toMatchObject(
      refused ? { problems: [{ rule: "K107" }] } : { warnings: [] },
    );
  });

  it("warns of what found no room", () => {
    const content = { ...fullPoster, languages: ["de", "en"] } as const;
    expect(checkedCard(content, code(33), "badge")).toMatchObject({
      warnings: [{ rule: "K107", message: expect.stringContaining("the steps in en") }],
    });
  });

  it("is refused where not even the name has room", () => {
    const content = { ...aPoster, heading: "Guest network ".repeat(200) };
    expect(checkedCard(content, code(33), "badge")).toMatchObject({
      problems: [{ rule: "K107" }],
    });
  });
});

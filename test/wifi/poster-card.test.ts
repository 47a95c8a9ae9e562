import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PosterCard, posterCard } from "../../src/wifi/poster-card.ts";
import type { PosterContent } from "../../src/wifi/poster-content.ts";
import { type PosterLanguage, posterLanguages } from "../../src/wifi/poster-languages.ts";
import {
  type PosterLayoutName,
  posterLayoutNames,
  posterLayouts,
} from "../../src/wifi/poster-layouts.ts";
import type { Box } from "../../src/wifi/poster-shapes.ts";
import { aPoster, boxesOn, fullPoster, longKey, writtenOn } from "./a-poster.ts";

function cardOf(content: PosterContent, layout: PosterLayoutName = "a4"): PosterCard {
  const card = posterCard(content, posterLayouts[layout]);
  if (!card) throw new Error(`no room on ${layout}`);
  return card;
}

/** What is wrong with where things are, in words. */
function faultsOf(card: PosterCard): readonly string[] {
  const boxes = boxesOn(card);
  return boxes.flatMap((one, at) => [
    ...(isInside(one, card) ? [] : [`outside: ${JSON.stringify(one)}`]),
    ...boxes
      .slice(at + 1)
      .filter((other) => overlap(one, other))
      .map((other) => `${JSON.stringify(one)} covers ${JSON.stringify(other)}`),
  ]);
}

const near = 0.01;

function isInside({ x, y, width, height }: Box, card: PosterCard): boolean {
  return (
    x >= -near && y >= -near && x + width <= card.width + near && y + height <= card.height + near
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x + one.width > other.x + near &&
    other.x + other.width > one.x + near &&
    one.y + one.height > other.y + near &&
    other.y + other.height > one.y + near
  );
}

describe("a poster card", () => {
  for (const layout of posterLayoutNames) {
    it(`has room on ${layout} for the longest name and key, and nothing covers anything`, () => {
      for (const ssid of ["W".repeat(32), "漢字".repeat(5), "ä".repeat(16), "🛜".repeat(8), "a"]) {
        for (const key of [longKey, "0".repeat(64), "W".repeat(8), "ü日🛜".repeat(10)]) {
          const card = cardOf({ ...fullPoster, ssid, key: { print: "shown", key } }, layout);
          expect(faultsOf(card)).toEqual([]);
          expect(writtenOn(card).join("")).toContain(key);
          expect(writtenOn(card).join("")).toContain(ssid);
        }
      }
    });

    it(`has room on ${layout} in each pair of languages, whatever is known of the key`, () => {
      for (const languages of pairs()) {
        for (const key of [{ print: "hidden" }, { print: "open" }, fullPoster.key] as const) {
          expect(faultsOf(cardOf({ ...fullPoster, key, languages }, layout))).toEqual([]);
        }
      }
    });
  }

  it("has nothing that covers anything for any name, note and key", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...posterLayoutNames),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 16 }),
        fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 63 }),
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.subarray([...posterLanguages], { minLength: 1 }),
        (layout, ssid, key, note, [first = "en", ...others]) => {
          const languages = [first, ...others] as const;
          const content = {
            ...aPoster,
            ssid,
            key: { print: "shown", key },
            note,
            languages,
          } as const;
          expect(faultsOf(cardOf(content, layout))).toEqual([]);
        },
      ),
    );
  });

  it("writes the key as one text, in groups of four by gaps alone", () => {
    const card = cardOf({ ...aPoster, key: { print: "shown", key: "abcdefghij" } });
    const [letters] = card.shapes.filter((shape) => shape.shape === "letters");
    const steps = letters?.places.slice(1).map(({ x }, at) => x - (letters.places[at]?.x ?? 0));
    const gaps = steps?.flatMap((step, at) => (step > Math.min(...steps) * 1.5 ? [at + 1] : []));
    expect(letters?.text).toBe("abcdefghij");
    expect(gaps).toEqual([4, 8]);
  });

  it("marks the spaces of a key, and explains the mark", () => {
    const card = cardOf(aPoster);
    expect(card.shapes.filter(({ shape }) => shape === "space")).toHaveLength(3);
    expect(writtenOn(card)).toContain("space");
  });

  it("explains the look-alikes that the key has, and no others", () => {
    const written = writtenOn(cardOf({ ...aPoster, key: { print: "shown", key: "Office1-2000" } }));
    expect(written).toEqual(expect.arrayContaining(["zero", "letter O", "one"]));
    expect(written).not.toEqual(expect.arrayContaining(["small L"]));
    expect(written).not.toEqual(expect.arrayContaining(["capital i"]));
  });

  it("says that a key which is not printed can still be read from the code", () => {
    const written = writtenOn(cardOf({ ...aPoster, key: { print: "hidden" } }));
    expect(written.join("")).toContain(
      "Password not printed. Whoever scans the code can still read it.",
    );
  });

  it("says that an open network needs no password", () => {
    const written = writtenOn(cardOf({ ...aPoster, key: { print: "open" } }));
    expect(written).toContain("No password needed");
    expect(written).not.toContain("Password");
  });

  it("says in the first language whose it is, when it was made and until when it holds", () => {
    const written = writtenOn(cardOf({ ...fullPoster, languages: ["de", "en"] })).join("");
    expect(written).toContain(
      "Netzwerk guest · erstellt am 2. November 2026 · gültig bis 31. Dezember 2026",
    );
    expect(written).toContain("Fragen an facility-management");
  });

  it("leaves out steps before notes, and says what it left out", () => {
    const content = { ...fullPoster, languages: ["de", "en"] } as const;
    expect(cardOf(content, "a4").leftOut).toEqual({ steps: [], notes: false });
    expect(cardOf(content, "badge").leftOut).toEqual({ steps: ["en"], notes: false });
    const noted = cardOf({ ...content, note: "Accept the terms. ".repeat(6) }, "badge");
    expect(noted.leftOut).toEqual({ steps: ["de", "en"], notes: true });
  });

  it("has no room for a heading as long as a page", () => {
    const content = { ...fullPoster, heading: "Guest network ".repeat(200) };
    expect(posterCard(content, posterLayouts.badge)).toBeUndefined();
  });
});

function pairs(): readonly (readonly [PosterLanguage, PosterLanguage])[] {
  return posterLanguages.flatMap((first) =>
    posterLanguages.filter((one) => one !== first).map((second) => [first, second] as const),
  );
}

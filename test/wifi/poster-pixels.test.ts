import { describe, expect, it } from "vitest";
import { posterLayoutNames, posterLayouts } from "../../src/wifi/poster-layouts.ts";
import { posterSvg, posterThemes } from "../../src/wifi/poster-svg.ts";
import { aPoster, fullPoster } from "./a-poster.ts";
import { payloadOf, sheetOf } from "./a-sheet.ts";
import { cornerOf, dots, turned } from "./poster-pixels.ts";
import { readWithJsqr, svgBitmap } from "./read-picture.ts";

const umlauts = { ...fullPoster, ssid: "Büro – Gäste ☕ 日本" };

describe("the code of a poster in 150 dots an inch", () => {
  for (const layout of posterLayoutNames) {
    for (const theme of posterThemes) {
      it(`is read from ${layout}, ${theme}, also at half the size and askew`, () => {
        const { sheet, across, down } = posterLayouts[layout];
        for (const content of [aPoster, fullPoster, umlauts]) {
          const svg = posterSvg(sheetOf(content, layout), theme);
          for (const part of [1, 0.5]) {
            const picture = svgBitmap(svg, Math.round(dots(sheet.width) * part));
            const card = cornerOf(
              picture,
              Math.floor(picture.width / across),
              Math.floor(picture.height / down),
            );
            expect(readWithJsqr(card)).toBe(payloadOf(content));
            expect(readWithJsqr(turned(card, 7))).toBe(payloadOf(content));
          }
        }
      });
    }
  }
});

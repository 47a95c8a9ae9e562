import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { pngPixels } from "../../../src/adapters/console/png-pixels.ts";
import { pngOf } from "../../support/test-pictures.ts";

describe("the pixels of a PNG", () => {
  it("are its colours, row by row", () => {
    const colours = [0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0x123456];
    const { width, height, at } = pngPixels(pngOf(3, colours));
    expect([width, height]).toEqual([3, 2]);
    expect(colours.map((_, index) => at(index % 3, Math.floor(index / 3)))).toEqual(colours);
  });

  it.each([
    ["nothing of them", 0, 0xffffff],
    ["half of them", 127, 0x808080],
    ["all of them", 255, 0x000000],
  ])("stand on white, which black ones hide: %s", (_what, alpha, colour) => {
    const png = new PNG({ width: 1, height: 1 });
    png.data = Buffer.from([0, 0, 0, alpha]);
    expect(pngPixels(PNG.sync.write(png)).at(0, 0)).toBe(colour);
  });

  it("are not read from what is no PNG", () => {
    expect(() => pngPixels(Buffer.from("GIF89a"))).toThrow();
  });
});

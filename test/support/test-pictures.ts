import { PNG } from "pngjs";
import type { ImageRef } from "../../src/chat/doc.ts";
import type { Picture, Pictures } from "../../src/chat/pictures.ts";

/** A picture that {@link testPictures} makes. */
export const drawn: ImageRef = { recipe: "drawn", of: "a" };
/** One of a recipe that nobody knows. */
export const unknown: ImageRef = { recipe: "unknown", of: "b" };
/** One that fails while it is made. */
export const broken: ImageRef = { recipe: "broken", of: "c" };

/** What is thrown for {@link broken}. */
export const notMade = new Error("The recipe is broken.");

/** Two by two pixels: black, white, red, blue. */
export function drawnPicture(): Picture {
  return { png: pngOf(2, [0x000000, 0xffffff, 0xff0000, 0x0000ff]), name: "a.png" };
}

export const testPictures: Pictures = async ({ recipe }) => {
  if (recipe === "broken") throw notMade;
  return recipe === "drawn" ? drawnPicture() : undefined;
};

/** A PNG of so many pixels in a row, each 0xRRGGBB. */
export function pngOf(width: number, colours: readonly number[]): Buffer {
  const png = new PNG({ width, height: colours.length / width });
  png.data = Buffer.from(
    colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 0xff]),
  );
  return PNG.sync.write(png);
}

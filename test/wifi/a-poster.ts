import type { PosterCard } from "../../src/wifi/poster-card.ts";
import type { PosterContent } from "../../src/wifi/poster-content.ts";
import type { Box, Shape } from "../../src/wifi/poster-shapes.ts";
import { textWidth } from "../../src/wifi/text-width.ts";

/** A card with nothing on it that may be left out. */
export const aPoster: PosterContent = {
  id: "guest",
  heading: "Guest network",
  ssid: "Acme Guest",
  key: { print: "shown", key: "correct horse battery" },
  note: undefined,
  portal: undefined,
  owner: undefined,
  made: Temporal.PlainDate.from("2026-11-02"),
  validUntil: undefined,
  languages: ["en"],
};

/** 63 characters, all look-alikes and all that a payload escapes among them. */
export const longKey = `0OIl1 ;:,"\\${"W".repeat(52)}`;

export const fullPoster: PosterContent = {
  ...aPoster,
  ssid: "W".repeat(32),
  key: { print: "shown", key: longKey },
  owner: "facility-management",
  validUntil: Temporal.PlainDate.from("2026-12-31"),
};

/** Everything that is written, a line each. */
export function writtenOn({ shapes }: PosterCard): readonly string[] {
  return shapes.flatMap((shape) => {
    if (shape.shape === "text") return shape.lines.map(({ text }) => text);
    return shape.shape === "letters" ? [shape.text] : [];
  });
}

/** Where the shapes are that nothing may cover: all but the grounds behind others. */
export function boxesOn({ shapes }: PosterCard): readonly Box[] {
  return shapes.flatMap(boxesOf);
}

function boxesOf(shape: Shape): readonly Box[] {
  switch (shape.shape) {
    case "text":
      return shape.lines.map(({ y, text }) => ({
        x: shape.x,
        width: textWidth(text.trimEnd(), shape.face) * shape.size,
        ...upright(y, shape.size),
      }));
    case "letters":
      return shape.places.map(({ x, y }) => ({
        x,
        width: shape.size * 0.605,
        ...upright(y, shape.size),
      }));
    case "code":
      return [{ x: shape.x, y: shape.y, width: shape.side, height: shape.side }];
    case "waves":
      return [{ x: shape.x, y: shape.y, width: shape.width, height: shape.width * 0.8 }];
    default:
      return [];
  }
}

/** From the top of an accent on a capital letter to the bottom of a letter that hangs. */
function upright(y: number, size: number): Pick<Box, "y" | "height"> {
  return { y: y - size * 0.95, height: size * 1.19 };
}

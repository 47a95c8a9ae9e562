import { channels, fitPixels, type Pixels } from "./pixels.ts";

/**
 * Draws a picture with half a character for each pixel, at most so many characters wide and half as many lines high.
 *
 * With colours each pixel has its own. Without them light is what the terminal writes with and dark what it writes on, the
 * quiet zone included: where it writes light on dark that is the picture, else its negative, and a code can be read from both.
 */
export function halfBlockLines(
  pixels: Pixels,
  { columns, colours }: { readonly columns: number; readonly colours: boolean },
): readonly string[] {
  const { width, height, at } = fitPixels(pixels, columns);
  return Array.from({ length: Math.ceil(height / 2) }, (_, line) => {
    const cells = Array.from({ length: width }, (_, x): Cell => {
      const upper = at(x, 2 * line);
      // Below an odd last row the quiet zone goes on.
      return [upper, 2 * line + 1 < height ? at(x, 2 * line + 1) : 0xffffff];
    });
    return colours ? colouredLine(cells) : cells.map(inkOf).join("");
  });
}

/** The colours of the two pixels in a character. */
type Cell = readonly [upper: number, lower: number];

function inkOf([upper, lower]: Cell): string {
  if (isLight(upper)) return isLight(lower) ? "█" : "▀";
  return isLight(lower) ? "▄" : " ";
}

/** Luminance as of ITU-R BT.709. */
function isLight(colour: number): boolean {
  const [red, green, blue] = channels(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue >= 128;
}

/** Colours are set where they change, and put back at the line's end. */
function colouredLine(cells: readonly Cell[]): string {
  let last: Cell | undefined;
  const drawn = cells.map((cell) => {
    const [upper, lower] = cell;
    const isSame = last && last[0] === upper && last[1] === lower;
    last = cell;
    const mark = upper === lower ? " " : "▀";
    return isSame ? mark : `\u001b[38;2;${rgb(upper)};48;2;${rgb(lower)}m${mark}`;
  });
  return `${drawn.join("")}\u001b[0m`;
}

function rgb(colour: number): string {
  return channels(colour).join(";");
}

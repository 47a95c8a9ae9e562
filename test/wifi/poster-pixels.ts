import type { Bitmap } from "./read-picture.ts";

const dotsPerInch = 150;
const millimetresPerInch = 25.4;

/** So many dots of a printer lie on a length in millimetres. */
export function dots(millimetres: number): number {
  return Math.round((millimetres / millimetresPerInch) * dotsPerInch);
}

/** A picture as somebody holds their phone askew: turned around its middle, on white. */
export function turned({ width, height, data }: Bitmap, degrees: number): Bitmap {
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const wide = Math.ceil(width * cosine + height * sine);
  const high = Math.ceil(width * sine + height * cosine);
  return bitmapFrom(data, width, wide, high, (x, y) => {
    const [across, down] = [x - wide / 2, y - high / 2];
    const column = Math.round(cosine * across + sine * down + width / 2);
    const row = Math.round(cosine * down - sine * across + height / 2);
    return column >= 0 && row >= 0 && column < width && row < height ? [column, row] : undefined;
  });
}

/** The left upper part of a picture. */
export function cornerOf({ data, width }: Bitmap, wide: number, high: number): Bitmap {
  return bitmapFrom(data, width, wide, high, (x, y) => [x, y]);
}

/** A picture each pixel of which comes from a place in another one, or is white. */
function bitmapFrom(
  source: Uint8ClampedArray,
  sourceWidth: number,
  width: number,
  height: number,
  placeOf: (x: number, y: number) => readonly [x: number, y: number] | undefined,
): Bitmap {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const place = placeOf(x, y);
      if (!place) continue;
      const from = (place[1] * sourceWidth + place[0]) * 4;
      data.set(source.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

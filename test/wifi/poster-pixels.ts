import { Resvg } from "@resvg/resvg-js";
import { PNG } from "pngjs";

const dotsPerInch = 150;
const millimetresPerInch = 25.4;

/** So many dots of a printer lie on a length in millimetres. */
export function dots(millimetres: number): number {
  return Math.round((millimetres / millimetresPerInch) * dotsPerInch);
}

/** Draws SVG in pixels, with whatever fonts there are: the code needs none. */
export function pixelsOf(svg: string, width: number): PNG {
  return PNG.sync.read(new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng());
}

/** A picture as somebody holds their phone askew: turned around its middle, on white. */
export function turned({ width, height, data }: PNG, degrees: number): PNG {
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const wide = Math.ceil(width * cosine + height * sine);
  const high = Math.ceil(width * sine + height * cosine);
  const out = new PNG({ width: wide, height: high });
  out.data.fill(255);
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      const [across, down] = [x - wide / 2, y - high / 2];
      const column = Math.round(cosine * across + sine * down + width / 2);
      const row = Math.round(cosine * down - sine * across + height / 2);
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const from = (row * width + column) * 4;
      data.copy(out.data, (y * wide + x) * 4, from, from + 4);
    }
  }
  return out;
}

/** The left upper part of a picture. */
export function cornerOf(picture: PNG, width: number, height: number): PNG {
  const corner = new PNG({ width, height });
  PNG.bitblt(picture, corner, 0, 0, width, height);
  return corner;
}

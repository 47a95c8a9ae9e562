import { PNG } from "pngjs";
import type { Pixels } from "./pixels.ts";

/**
 * Reads a PNG; what it lets through stands on white.
 *
 * @throws Error when it is none
 */
export function pngPixels(png: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return {
    width,
    height,
    at(x, y) {
      const from = 4 * (y * width + x);
      const alpha = (data[from + 3] ?? 0) / 255;
      return [0, 1, 2].reduce((colour, channel) => {
        const own = data[from + channel] ?? 0;
        return (colour << 8) | Math.round(own * alpha + 255 * (1 - alpha));
      }, 0);
    },
  };
}

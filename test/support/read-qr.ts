import jsqr from "jsqr";
import { PNG } from "pngjs";

/** What a reader of another make finds in a picture; undefined: no code. */
export function readQr(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
}

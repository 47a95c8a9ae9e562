import { Resvg } from "@resvg/resvg-js";
import jsqr from "jsqr";
import { PNG } from "pngjs";

/** A picture as decoders want it: four bytes for each pixel. */
export type Bitmap = {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
};

export function pngBitmap(png: Uint8Array): Bitmap {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return { data: new Uint8ClampedArray(data), width, height };
}

/** Draws an SVG in pixels, so wide. */
export function svgBitmap(svg: string, width: number): Bitmap {
  return pngBitmap(new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng());
}

/** Draws rows of modules, the dark ones black. */
export function modulesBitmap(rows: readonly (readonly boolean[])[], scale = 4): Bitmap {
  const lines = rows.map((row) =>
    row.flatMap((dark) => Array.from({ length: scale }, () => (dark ? 0 : 255))),
  );
  const grey = lines.flatMap((line) => Array.from({ length: scale }, () => line)).flat();
  const side = Math.sqrt(grey.length);
  const data = new Uint8ClampedArray(grey.flatMap((level) => [level, level, level, 255]));
  return { data, width: side, height: side };
}

/** The modules of a code drawn in half blocks, dark where something is written. */
export function textModules(text: string): readonly (readonly boolean[])[] {
  const rows = text
    .split("\n")
    .flatMap((line) => [
      Array.from(line, (mark) => "█▀".includes(mark)),
      Array.from(line, (mark) => "█▄".includes(mark)),
    ]);
  // Of the last line there is an upper half alone.
  return rows.slice(0, rows[0]?.length);
}

/** What jsqr reads as UTF-8; dark on light alone, as older readers do. */
export function readWithJsqr({ data, width, height }: Bitmap): string | undefined {
  const found = jsqr.default(data, width, height, { inversionAttempts: "dontInvert" });
  return found
    ? new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(found.binaryData))
    : undefined;
}

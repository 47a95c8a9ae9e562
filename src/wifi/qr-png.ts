import { PNG } from "pngjs";
import { pixelsPerModule, plateOf, type QrCode } from "./qr-code.ts";

/** Draws a code in black on a white plate, one whole number of pixels for each module. */
export function qrPng(code: QrCode): Uint8Array {
  const scale = pixelsPerModule(code);
  const plate = plateOf(code);
  const side = plate.length * scale;
  const lines = plate.map((row) =>
    Buffer.concat(row.map((dark) => Buffer.alloc(scale, dark ? 0x00 : 0xff))),
  );
  const grey = { colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8 } as const;
  const png = new PNG({ width: side, height: side, ...grey });
  png.data = Buffer.concat(lines.flatMap((line) => Array.from({ length: scale }, () => line)));
  return PNG.sync.write(png, grey);
}

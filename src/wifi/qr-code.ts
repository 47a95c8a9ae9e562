import { create } from "qrcode";

/** How much of a code may be lost before it cannot be read, from about 7 % to 30 %. */
export const correctionLevels = ["L", "M", "Q", "H"] as const;
export type CorrectionLevel = (typeof correctionLevels)[number];

/** A code as squares, without the quiet zone around it. */
export type QrCode = {
  /** Row by row, from the top left; true is dark. */
  readonly rows: readonly (readonly boolean[])[];
  /** Modules per side: 17 and 4 for each version. */
  readonly modules: number;
  readonly version: number;
  readonly correction: CorrectionLevel;
};

/** A reader wants four light modules on each side (ISO/IEC 18004, 5.3.8). */
export const quietModules = 4;

/**
 * Makes the code of a payload: its UTF-8 in one segment of bytes, and no word on the encoding, since readers take it for
 * UTF-8 without and some stumble over it.
 *
 * @param correction undefined: M, or Q where that makes the code no larger (H always does)
 */
export function qrCodeOf(payload: string, correction?: CorrectionLevel): QrCode {
  if (correction !== undefined) return codeAt(payload, correction);
  const usual = codeAt(payload, "M");
  const better = codeAt(payload, "Q");
  return better.version === usual.version ? better : usual;
}

function codeAt(payload: string, correction: CorrectionLevel): QrCode {
  const data = new TextEncoder().encode(payload);
  const { modules, version } = create([{ data, mode: "byte" }], {
    errorCorrectionLevel: correction,
  });
  const places = Array.from({ length: modules.size }, (_, at) => at);
  return {
    rows: places.map((row) => places.map((column) => modules.get(row, column) === 1)),
    modules: modules.size,
    version,
    correction,
  };
}

/** The rows of a code with the quiet zone around it. */
export function plateOf({ rows, modules }: QrCode): QrCode["rows"] {
  const light = (count: number) => Array.from({ length: count }, () => false);
  const side = light(quietModules);
  const edge = side.map(() => light(modules + 2 * quietModules));
  return [...edge, ...rows.map((row) => [...side, ...row, ...side]), ...edge];
}

/** So wide a picture is at least, in pixels. */
const leastSide = 512;

/** How many pixels a module takes on each side, so that the whole plate has 512 to 1024 and no module is blurred. */
export function pixelsPerModule({ modules }: QrCode): number {
  return Math.ceil(leastSide / (modules + 2 * quietModules));
}

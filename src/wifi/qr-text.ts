import { plateOf, type QrCode } from "./qr-code.ts";

/**
 * Draws a code with half blocks, two modules in each character; what is written is dark.
 *
 * @param colours black on white by themselves, so that a terminal that writes light on dark does not invert it
 */
export function qrText(code: QrCode, colours: boolean): string {
  const plate = plateOf(code);
  const lines = plate.flatMap((upper, row) => {
    if (row % 2 === 1) return [];
    const lower = plate[row + 1];
    const line = upper.map((dark, column) => halfBlock(dark, lower?.[column] ?? false)).join("");
    // The colours of the cube, since a theme may give others to the first sixteen.
    return [colours ? `\u001b[38;5;16;48;5;231m${line}\u001b[0m` : line];
  });
  return lines.join("\n");
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? "█" : "▀";
  return lower ? "▄" : " ";
}

/** Draws a code for logs and pipes: `##` for each dark module, two spaces for each light one. */
export function qrAscii(code: QrCode): string {
  return plateOf(code)
    .map((row) => row.map((dark) => (dark ? "##" : "  ")).join(""))
    .join("\n");
}

import type { QrCode } from "./qr-code.ts";

/** The dark modules as the path of an SVG, one module long and wide each, without the quiet zone. */
export function qrPath({ rows }: QrCode): string {
  return rows
    .flatMap((row, y) => darkRuns(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`))
    .join("");
}

/** Where dark modules begin in a row, and how many follow each other: in one piece no printer leaves gaps between them. */
function darkRuns(
  row: readonly boolean[],
): readonly { readonly x: number; readonly length: number }[] {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return starts.map((x) => {
    const end = row.indexOf(false, x);
    return { x, length: (end === -1 ? row.length : end) - x };
  });
}

import { pixelsPerModule, plateOf, type QrCode, quietModules } from "./qr-code.ts";

/** Draws a code as one path on a white plate, with neither script nor font; a module is one unit. */
export function qrSvg(code: QrCode): string {
  const units = plateOf(code).length;
  const pixels = units * pixelsPerModule(code);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${units} ${units}" width="${pixels}" height="${pixels}" shape-rendering="crispEdges">`,
    `<rect width="${units}" height="${units}" fill="#fff"/>`,
    `<path transform="translate(${quietModules} ${quietModules})" fill="#000" d="${qrPath(code)}"/>`,
    "</svg>",
  ].join("");
}

/** The dark modules as the data of an SVG path, a module being one unit, without the quiet zone. */
export function qrPath({ rows }: QrCode): string {
  return rows
    .flatMap((row, y) =>
      runsIn(row).map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`),
    )
    .join("");
}

/** The stretches of dark modules in a row. */
function runsIn(row: readonly boolean[]) {
  return row.flatMap((dark, start) => {
    if (!dark || row[start - 1]) return [];
    const end = row.indexOf(false, start);
    return [{ start, length: (end < 0 ? row.length : end) - start }];
  });
}

import type { Pixels } from "../../../src/adapters/console/pixels.ts";

export type { Pixels };

/** A square of modules as a code has them, with dark ones at every edge. */
export const someCode: readonly string[] = [
  "#######.#",
  "#.....#..",
  "#.###.#.#",
  "#.###.###",
  "#.###.#..",
  "#.....#.#",
  "#######.#",
  "...#....#",
  "#.##.#.##",
];

/** A picture of one black pixel for each `#`. */
export function pixelsOf(rows: readonly string[]): Pixels {
  return {
    width: rows[0]?.length ?? 0,
    height: rows.length,
    at: (x, y) => (rows[y]?.[x] === "#" ? 0x000000 : 0xffffff),
  };
}

/** The picture with squares of that side for its pixels. */
export function scaled({ width, height, at }: Pixels, side: number): Pixels {
  return {
    width: width * side,
    height: height * side,
    at: (x, y) => at(Math.floor(x / side), Math.floor(y / side)),
  };
}

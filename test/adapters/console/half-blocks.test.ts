import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { halfBlockLines } from "../../../src/adapters/console/half-blocks.ts";
import { type Pixels, pixelsOf, scaled, someCode } from "./some-pixels.ts";

const inBlackAndWhite = { columns: 80, colours: false };
const inColour = { columns: 80, colours: true };

/** What a camera sees of a drawing: a row of light and dark for each half of a line. */
function scanned(lines: readonly string[], terminal: "dark" | "light"): readonly string[] {
  const isLit = (on: boolean) => (on === (terminal === "dark") ? "." : "#");
  return lines.flatMap((line) => [
    [...line].map((mark) => isLit("█▀".includes(mark))).join(""),
    [...line].map((mark) => isLit("█▄".includes(mark))).join(""),
  ]);
}

/** The same with light and dark changed over. */
const negative = (rows: readonly string[]) =>
  rows.map((row) => row.replace(/[.#]/g, (one) => (one === "." ? "#" : ".")));

const framed = (rows: readonly string[], zone: number) => {
  const width = (rows[0]?.length ?? 0) + 2 * zone;
  const empty = Array.from({ length: zone }, () => ".".repeat(width));
  const side = ".".repeat(zone);
  const all = [...empty, ...rows.map((row) => side + row + side), ...empty];
  return all.length % 2 === 0 ? all : [...all, ".".repeat(width)];
};

describe("a code drawn in half blocks", () => {
  it("is read on a dark terminal as it is, in a quiet zone of four modules", () => {
    const lines = halfBlockLines(pixelsOf(someCode), inBlackAndWhite);
    expect(scanned(lines, "dark")).toEqual(framed(someCode, 4));
  });

  it("is read on a light terminal as its negative, the quiet zone included", () => {
    const lines = halfBlockLines(pixelsOf(someCode), inBlackAndWhite);
    expect(scanned(lines, "light")).toEqual(negative(framed(someCode, 4)));
  });

  it.each([
    ["one pixel each", 1],
    ["seven", 7],
    ["more than the terminal is wide", 40],
  ])("has one module for each of the picture, whose modules are of %s", (_what, side) => {
    const drawn = halfBlockLines(scaled(pixelsOf(someCode), side), inBlackAndWhite);
    expect(drawn).toEqual(halfBlockLines(pixelsOf(someCode), inBlackAndWhite));
  });

  it.each([
    ["none of its own", 0],
    ["three modules", 3],
    ["four modules", 4],
  ])("has a quiet zone of four modules when the picture has %s", (_what, zone) => {
    const lines = halfBlockLines(pixelsOf(framed(someCode, zone)), inBlackAndWhite);
    expect(lines[0]).toBe("█".repeat(someCode.length + 8));
    expect(scanned(lines, "dark").slice(0, someCode.length + 8)).toEqual(
      framed(someCode, 4).slice(0, someCode.length + 8),
    );
  });

  it("keeps a quiet zone that is wider", () => {
    const lines = halfBlockLines(pixelsOf(framed(someCode, 5)), inBlackAndWhite);
    expect(lines[0]).toHaveLength(someCode.length + 10);
  });

  it("fills a terminal that is just as wide, to the module", () => {
    const columns = someCode.length + 8;
    const lines = halfBlockLines(pixelsOf(someCode), { columns, colours: false });
    expect(scanned(lines, "dark")).toEqual(framed(someCode, 4));
  });
});

describe("a picture drawn in half blocks", () => {
  const photo: Pixels = { width: 300, height: 200, at: (x, y) => ((x % 256) << 16) | (y % 256) };

  it.each([79, 80, 307])("is no wider than %i columns and keeps its shape", (columns) => {
    const lines = halfBlockLines(photo, { columns, colours: false });
    const widths = new Set(lines.map((line) => line.length));
    expect([...widths]).toEqual([columns]);
    expect(lines.length / columns).toBeCloseTo(208 / 308 / 2, 1);
  });

  it("is no higher than a square of the terminal's width", () => {
    const tower: Pixels = { width: 2, height: 1_001, at: (x, y) => (x + y === 0 ? 0 : 0xffffff) };
    const lines = halfBlockLines(tower, { columns: 40, colours: false });
    expect(lines).toHaveLength(20);
  });

  it.each([
    [0x7f7f7f, " "],
    [0x808080, "█"],
    [0x00ff00, "█"],
    [0xff0000, " "],
    [0x0000ff, " "],
  ])("is light or dark by its luminance without colours: %i", (colour, mark) => {
    const lines = halfBlockLines({ width: 1, height: 1, at: () => colour }, inBlackAndWhite);
    // The one pixel lies in the upper half of its character.
    expect(lines[2]?.[4]).toBe(mark === " " ? "▄" : "█");
  });

  it("shows each pixel in its own colour at a terminal, and puts the colours back", () => {
    const two: Pixels = { width: 1, height: 2, at: (_x, y) => (y === 0 ? 0xff0000 : 0x0000ff) };
    const white = "255;255;255";
    const side = `\u001b[38;2;${white};48;2;${white}m    `;
    expect(halfBlockLines(two, inColour)[2]).toBe(
      `${side}\u001b[38;2;255;0;0;48;2;0;0;255m▀${side}\u001b[0m`,
    );
  });

  it("is as large with colours as without", () => {
    const sizes = [inColour, inBlackAndWhite].map((how) =>
      halfBlockLines(photo, how).map((line) => stripVTControlCharacters(line).length),
    );
    expect(sizes[0]).toEqual(sizes[1]);
  });
});

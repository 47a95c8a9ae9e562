import { describe, expect, it } from "vitest";
import { encodePayload } from "../../src/wifi/payload.ts";
import { type CorrectionLevel, qrCodeOf } from "../../src/wifi/qr-code.ts";

const rest = { hidden: false, wpa3Only: false, asSae: false };
const usual = encodePayload({ ...rest, ssid: "Acme Guest", key: "correct horse battery" });
const longest = encodePayload({ ...rest, ssid: "n".repeat(32), key: "k".repeat(63) });

describe("the code of a payload", () => {
  it.each<[string, string, CorrectionLevel, number]>([
    ["a usual one", usual, "L", 29],
    ["a usual one", usual, "M", 33],
    ["a usual one", usual, "Q", 37],
    ["a usual one", usual, "H", 41],
    ["the longest", longest, "M", 45],
    ["the longest", longest, "Q", 53],
    ["the longest", longest, "H", 57],
  ])("has as many modules as its correction needs: %s at %s", (_, payload, level, modules) => {
    const code = qrCodeOf(payload, level);
    expect(code).toMatchObject({ modules, correction: level, version: (modules - 17) / 4 });
    expect(code.rows.map((row) => row.length)).toEqual(code.rows.map(() => modules));
  });

  it.each<[string, CorrectionLevel, number]>([
    [usual, "M", 33],
    [longest, "M", 45],
    ["WIFI:T:nopass;S:1;;", "Q", 25],
    ["WIFI:T:nopass;S:12;;", "Q", 25],
    ["WIFI:T:nopass;S:123;;", "M", 25],
    ["WIFI:T:nopass;S:Acme Guest in Berlin;;", "M", 29],
  ])("corrects %j by %s, which makes it no larger", (payload, correction, modules) => {
    expect(qrCodeOf(payload)).toMatchObject({ correction, modules });
  });

  it("is dark at the corner of each finder, and light beside it", () => {
    const { rows, modules } = qrCodeOf(usual);
    const at = (row: number, column: number) => rows[row]?.[column];
    for (const [row, column] of [
      [0, 0],
      [0, modules - 7],
      [modules - 7, 0],
    ] as const) {
      expect([at(row, column), at(row + 1, column + 1), at(row + 3, column + 3)]).toEqual([
        true,
        false,
        true,
      ]);
    }
  });
});

import { describe, expect, it } from "vitest";
import { correctionLevels, pixelsPerModule, qrCodeOf } from "../../src/wifi/qr-code.ts";
import { qrPng } from "../../src/wifi/qr-png.ts";
import { qrSvg } from "../../src/wifi/qr-svg.ts";
import { qrAscii, qrText } from "../../src/wifi/qr-text.ts";
import { hardPayloads } from "./hard-payloads.ts";
import { modulesBitmap, pngBitmap, readWithJsqr, svgBitmap, textModules } from "./read-picture.ts";

const [[, usual] = ["", ""]] = hardPayloads;

describe.each(hardPayloads)("the picture of a code %s", (_, payload) => {
  const code = qrCodeOf(payload);

  it("says what the code says, as PNG", () => {
    expect(readWithJsqr(pngBitmap(qrPng(code)))).toBe(payload);
  });

  it("says what the code says, as SVG", () => {
    expect(readWithJsqr(svgBitmap(qrSvg(code), 4 * (code.modules + 8)))).toBe(payload);
  });

  it("says what the code says, as ASCII", () => {
    const rows = qrAscii(code)
      .split("\n")
      .map((line) => Array.from(line.matchAll(/##| {2}/g), ([pair]) => pair === "##"));
    expect(readWithJsqr(modulesBitmap(rows))).toBe(payload);
  });

  it("says what the code says, as text", () => {
    expect(readWithJsqr(modulesBitmap(textModules(qrText(code, false))))).toBe(payload);
  });
});

describe("the picture of a code", () => {
  it.each(correctionLevels)("can be read with correction %s", (level) => {
    expect(readWithJsqr(pngBitmap(qrPng(qrCodeOf(usual, level))))).toBe(usual);
  });

  it.each(hardPayloads)("has 512 to 1024 pixels on each side: %s", (_, payload) => {
    const code = qrCodeOf(payload);
    const { width, height } = pngBitmap(qrPng(code));
    expect(width).toBe((code.modules + 8) * pixelsPerModule(code));
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(512);
    expect(width).toBeLessThanOrEqual(1024);
    expect(qrSvg(code)).toContain(`width="${width}" height="${width}"`);
  });

  it("has four light modules on each side, and is dark within", () => {
    const code = qrCodeOf(usual);
    const { data, width } = pngBitmap(qrPng(code));
    const scale = pixelsPerModule(code);
    const levelAt = (module: number) => data[4 * (module * scale * width + module * scale)];
    expect([0, 1, 2, 3, 4].map(levelAt)).toEqual([255, 255, 255, 255, 0]);
  });

  it("is one path on a white plate as SVG, with neither script nor font", () => {
    const svg = qrSvg(qrCodeOf(usual));
    const elements = Array.from(svg.matchAll(/<([a-z]+)/g), ([, name]) => name);
    expect(elements).toEqual(["svg", "rect", "path"]);
    expect(svg).toContain('<rect width="41" height="41" fill="#fff"/>');
  });

  it("is plain as ASCII, two characters for each module", () => {
    const lines = qrAscii(qrCodeOf(usual)).split("\n");
    expect(lines).toHaveLength(41);
    for (const line of lines) expect(line).toMatch(/^(?:##| {2}){41}$/);
  });
});

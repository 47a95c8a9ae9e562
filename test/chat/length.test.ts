import { describe, expect, it } from "vitest";
import { type Block, type Doc, paragraph } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { cutDoc, firstMessage, piecesOf, showAll } from "../../src/chat/length.ts";

const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`).join("\n");
const steps = (count: number, start = 1): Block => ({
  ordered: true,
  list: Array.from({ length: count }, (_, at) => [
    paragraph(`Step ${start + at}.`),
    { code: "a\nb" },
  ]),
  ...(start === 1 ? {} : { start }),
});

describe("a long answer", () => {
  it.each<[string, Doc, boolean]>([
    ["12 lines", [paragraph(lines(12))], true],
    ["1,500 characters", [paragraph("x".repeat(1_500))], true],
    ["nothing", [], true],
    ["13 lines", [paragraph(lines(6)), paragraph(lines(6))], false],
    ["1,501 characters", [paragraph("x".repeat(700)), paragraph("x".repeat(799))], false],
  ])("M27 is whole up to one screen: %s", (_, doc, isWhole) => {
    expect(cutDoc(doc).rest.length === 0).toBe(isWhole);
    expect(cutDoc(doc).first.length > 0).toBe(doc.length > 0);
  });
  it("M27 is cut between steps, which keep their numbers, and never inside one", () => {
    expect(cutDoc([paragraph("Lead."), steps(5)])).toEqual({
      first: [paragraph("Lead."), steps(3)],
      rest: [steps(2, 4)],
    });
  });
  it("M27 is never cut inside code, however long", () => {
    const code = { code: lines(40) };
    expect(cutDoc([code, paragraph("After.")])).toEqual({
      first: [code],
      rest: [paragraph("After.")],
    });
  });
  it("leaves no heading or announcement alone at the end", () => {
    const tail = [{ heading: [{ text: "Verify" }] }, paragraph("Run this:"), { code: lines(9) }];
    expect(cutDoc([paragraph("Lead."), ...tail])).toEqual({
      first: [paragraph("Lead.")],
      rest: tail,
    });
    const long = [paragraph("Run this:"), { code: lines(20) }];
    expect(cutDoc([...long, paragraph("Done.")])).toEqual({
      first: long,
      rest: [paragraph("Done.")],
    });
  });
  it("keeps a picture with the line that announces it", () => {
    const picture = { image: { recipe: "wifi", of: "guest" }, alt: "a" };
    const tail = [paragraph("Scan this:"), picture];
    expect(cutDoc([paragraph(lines(9)), ...tail])).toEqual({
      first: [paragraph(lines(9))],
      rest: tail,
    });
    expect(cutDoc([paragraph(lines(8)), ...tail]).rest).toEqual([]);
  });
  it("comes in pieces that together say all of it, in order", () => {
    const doc = Array.from(
      { length: 400 },
      (_, at): Block =>
        at % 3 === 0
          ? { code: `code ${at}\n${"y".repeat(150)}` }
          : paragraph(`p ${at} ${"x".repeat(150)}`),
    );
    const pieces = piecesOf(doc, { characters: 4_000, lines: 500 });
    expect(pieces.flat()).toEqual(doc);
    expect(pieces.every((piece) => docText(piece).length <= 4_000)).toBe(true);
    expect(piecesOf([], firstMessage)).toEqual([[]]);
  });
  it("M27 has its rest behind a press that counts once", () => {
    expect(showAll("v1")).toMatchObject({ value: "v1", once: true, allowed: "anyone" });
  });
});

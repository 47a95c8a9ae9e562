import { describe, expect, it } from "vitest";
import { posterCard } from "../../src/wifi/poster-card.ts";
import type { PosterContent } from "../../src/wifi/poster-content.ts";
import { posterHtml } from "../../src/wifi/poster-html.ts";
import { type PosterLayoutName, posterLayouts } from "../../src/wifi/poster-layouts.ts";
import { type CodedCard, type PosterSheet, posterSheets } from "../../src/wifi/poster-sheets.ts";
import { posterSvg, posterThemes } from "../../src/wifi/poster-svg.ts";
import { qrCodeOf } from "../../src/wifi/qr-code.ts";
import { aPoster } from "./a-poster.ts";

function codedCard(content: PosterContent, layout: PosterLayoutName): CodedCard {
  const card = posterCard(content, posterLayouts[layout]);
  if (!card) throw new Error(`no room on ${layout}`);
  return {
    card,
    code: qrCodeOf("WIFI:;;"),
    label: `WiFi code for ${content.ssid}`,
  };
}

function sheetsOf(layout: PosterLayoutName, ...ssids: readonly string[]): readonly PosterSheet[] {
  const cards = ssids.map((ssid) => codedCard({ ...aPoster, ssid }, layout));
  return posterSheets(cards, posterLayouts[layout]);
}

const labelsOf = ({ cards }: PosterSheet) => cards.map(({ label }) => label.slice(-1)).join("");

describe("sheets of cards", () => {
  const rows: readonly (readonly [PosterLayoutName, string, readonly string[]])[] = [
    ["a4", "ab", ["a", "b"]],
    ["a4x4", "a", ["aaaa"]],
    ["a4x4", "ab", ["abab"]],
    ["a4x4", "abc", ["abc"]],
    ["a4x4", "abcde", ["abcd", "e"]],
    ["a4x9", "ab", ["abababab"]],
  ];
  for (const [layout, networks, sheets] of rows) {
    it(`hold on ${layout} for networks ${networks}: ${sheets.join(", ")}`, () => {
      expect(sheetsOf(layout, ...networks).map(labelsOf)).toEqual(sheets);
    });
  }

  it("have lines to cut along where cards meet", () => {
    const [sheet] = sheetsOf("a4x4", "a");
    expect(sheet?.cuts).toEqual([
      { x1: 105, y1: 0, x2: 105, y2: 297 },
      { x1: 0, y1: 148.5, x2: 210, y2: 148.5 },
    ]);
  });
});

describe("a drawn poster", () => {
  const evil = `</text><script>"&'`;
  const content = {
    ...aPoster,
    heading: evil,
    ssid: evil,
    key: { print: "shown", key: `${evil}a` },
    note: evil,
    portal: `javascript:${evil}`,
    owner: evil,
  } as const;
  const sheets = posterSheets([codedCard(content, "a4")], posterLayouts.a4);

  it("is as large as the paper, and asks for nothing from elsewhere", () => {
    for (const theme of posterThemes) {
      const [sheet] = sheetsOf("a5", "Acme");
      const svg = sheet && posterSvg(sheet, theme);
      expect(svg).toContain('width="148mm" height="210mm" viewBox="0 0 148 210"');
      expect(svg?.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
        /https?:|href|url\(|<style/,
      );
    }
  });

  it("escapes whatever somebody has written", () => {
    const html = posterHtml(sheets, {
      paper: posterLayouts.a4.sheet,
      theme: "plain",
      language: "de",
    });
    expect(html).not.toContain("<script");
    expect(html).not.toContain("</text><");
    expect(html.match(/&lt;\/text&gt;&lt;script&gt;&quot;&amp;'/g)?.length).toBeGreaterThan(6);
    expect(html).not.toMatch(/href|src=/);
  });

  it("is a page in the first language, of the size of the paper, with a sheet for each network", () => {
    const html = posterHtml(sheetsOf("a5", "a", "b"), {
      paper: posterLayouts.a5.sheet,
      theme: "ink-saver",
      language: "de",
    });
    expect(html).toContain('<html lang="de" dir="ltr">');
    expect(html).toContain("@page { size: 148mm 210mm; margin: 0 }");
    expect(html.match(/<svg /g)).toHaveLength(2);
  });

  it("fills no ground where ink is to be saved", () => {
    const [sheet] = sheets;
    const fills = new Set(sheet && posterSvg(sheet, "ink-saver").match(/fill="[^"]+"/g));
    expect([...fills].sort()).toEqual([
      'fill="#000000"',
      'fill="#444444"',
      'fill="#ffffff"',
      'fill="none"',
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { svgChart } from "../../src/charts/svg-chart.ts";
import { aChart } from "./a-chart.ts";

/** The numbers of an attribute, wherever it stands. */
const numbersOf = (svg: string, attribute: string) =>
  [...svg.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].flatMap(([, value = ""]) =>
    value.split(/[ ,]/).map(Number),
  );

describe("a picture of charts", () => {
  const svg = svgChart([aChart, aChart]);

  it("says in words what its axes, lines and bars are, in no words of SVG", () => {
    for (const words of [
      ">Up &amp; down<",
      ">hours<",
      ">share &lt;of all&gt;<",
      ">&quot;as said&quot;<",
      ">level<",
      ">10<",
    ]) {
      expect(svg.split(words)).toHaveLength(3);
    }
    expect(svgChart([{ ...aChart, title: "a\u0000\u001bb\ud800" }])).toContain(">a  b\ufffd<");
  });

  it("is as wide as all its charts, and draws nothing outside of one", () => {
    expect(svg).toContain('width="1040" height="420" viewBox="0 0 1040 420"');
    for (const [attribute, most] of [
      ["x1", 520],
      ["x2", 520],
      ["y1", 420],
      ["y2", 420],
      ["points", 520],
    ] as const) {
      const numbers = numbersOf(svg, attribute);
      expect(numbers.length).toBeGreaterThan(0);
      for (const number of numbers) {
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThanOrEqual(most);
      }
    }
  });

  it("puts the ends of the axes at the corners of the plot", () => {
    expect(svg).toContain('<polyline class="shape line good" points="70,360 500,92"/>');
    expect(svg).toContain('<polyline class="shape line bad" points="285,92 500,92"/>');
  });

  it("lets bars stand on the x axis", () => {
    expect(svg).toContain('<rect class="shape bars sum" x="272" y="159" width="26" height="201"/>');
  });

  it("needs nothing else, and brings a ground for light and for dark", () => {
    expect(svg).not.toMatch(/href|url\(|@import|<script/);
    expect(svg).toMatch(
      /\.ground \{ fill: #ffffff; \}[\s\S]*prefers-color-scheme: dark[\s\S]*\.ground/,
    );
  });
});

import { xmlText } from "../kernel/xml-text.ts";
import { type Axis, type Chart, isOn, type Point, placeOn, type Series } from "./chart.ts";

/** All lengths are in pixels at the size that the picture has by itself. */
const panel = { width: 520, height: 420 };
const plot = { left: 70, top: 92, width: 430, height: 268 };
const legend = { top: 48, rowHeight: 18, columns: 3 };
const barWidth = 26;

/** Light unless the reader wants it dark; it brings its own ground, so that any page may hold it. */
const style = `
.ama-chart { font: 12px system-ui, sans-serif; }
.ama-chart .ground { fill: #ffffff; }
.ama-chart text { fill: #1f2328; }
.ama-chart .title { font-size: 15px; font-weight: 600; }
.ama-chart .grid { stroke: #d8dee4; }
.ama-chart .frame { stroke: #57606a; }
.ama-chart .shape { fill: none; stroke-width: 2; }
.ama-chart .sum { stroke-width: 3; }
.ama-chart .dashes { stroke-dasharray: 5 4; stroke-width: 1.5; }
.ama-chart .good { stroke: #0072b2; }
.ama-chart .bad { stroke: #c4500a; }
.ama-chart .sum { stroke: #1f2328; }
.ama-chart .quiet { stroke: #57606a; }
.ama-chart .bars.good { fill: #0072b2; fill-opacity: 0.35; }
@media (prefers-color-scheme: dark) {
.ama-chart .ground { fill: #14181d; }
.ama-chart text { fill: #e6edf3; }
.ama-chart .grid { stroke: #30363d; }
.ama-chart .frame { stroke: #9aa4ae; }
.ama-chart .good { stroke: #56b4e9; }
.ama-chart .bad { stroke: #f0883e; }
.ama-chart .sum { stroke: #e6edf3; }
.ama-chart .quiet { stroke: #9aa4ae; }
.ama-chart .bars.good { fill: #56b4e9; }
}
`;

/** Draws charts side by side as one SVG file that needs nothing else. */
export function svgChart(charts: readonly Chart[]): string {
  const width = panel.width * charts.length;
  const title = charts.map((chart) => chart.title).join("; ");
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" class="ama-chart" role="img" width="${width}" height="${panel.height}" viewBox="0 0 ${width} ${panel.height}">`,
    `<title>${xmlText(title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${panel.height}"/>`,
    ...charts.map(
      (chart, place) =>
        `<g transform="translate(${place * panel.width} 0)">\n${panelOf(chart)}\n</g>`,
    ),
    "</svg>",
  ].join("\n")}\n`;
}

function panelOf({ title, x, y, series }: Chart): string {
  const across = (value: number) => pixels(plot.left + placeOn(x, value) * plot.width);
  const down = (value: number) => pixels(plot.top + (1 - placeOn(y, value)) * plot.height);
  const right = plot.left + plot.width;
  const bottom = plot.top + plot.height;
  const middle = plot.top + plot.height / 2;
  return [
    text(plot.left, 28, title, "start", ' class="title"'),
    ...series.map(legendOf),
    ...y.ticks.flatMap(({ at, text: label }) => [
      line("grid", plot.left, down(at), right, down(at)),
      text(plot.left - 8, down(at) + 4, label, "end"),
    ]),
    ...x.ticks.map(({ at, text: label }) => text(across(at), bottom + 20, label, "middle")),
    ...(isOn(y, 0) ? [line("frame", plot.left, down(0), right, down(0))] : []),
    line("frame", plot.left, plot.top, plot.left, bottom),
    text(plot.left + plot.width / 2, bottom + 44, x.label, "middle"),
    text(16, middle, y.label, "middle", ` transform="rotate(-90 16 ${middle})"`),
    ...series.map((one) => shapeOf(one, x, y, across, down)),
  ].join("\n");
}

function legendOf({ label, shape, tone }: Series, place: number): string {
  const left = plot.left + (place % legend.columns) * (plot.width / legend.columns);
  const height = legend.top + Math.floor(place / legend.columns) * legend.rowHeight;
  const swatch =
    shape === "bars"
      ? `<rect class="shape bars ${tone}" x="${pixels(left)}" y="${height - 5}" width="20" height="10"/>`
      : line(`shape ${shape} ${tone}`, pixels(left), height, pixels(left + 20), height);
  return `${swatch}${text(pixels(left + 26), height + 4, label, "start")}`;
}

function shapeOf(
  { shape, tone, points }: Series,
  x: Axis,
  y: Axis,
  across: (value: number) => number,
  down: (value: number) => number,
): string {
  const shown = points.filter((point) => isOn(x, point.x) && isOn(y, point.y));
  if (shape !== "bars") {
    const places = shown.map((point: Point) => `${across(point.x)},${down(point.y)}`).join(" ");
    return `<polyline class="shape ${shape} ${tone}" points="${places}"/>`;
  }
  return shown
    .map((point) => {
      const height = pixels(down(y.from) - down(point.y));
      const left = pixels(across(point.x) - barWidth / 2);
      return `<rect class="shape bars ${tone}" x="${left}" y="${down(point.y)}" width="${barWidth}" height="${height}"/>`;
    })
    .join("\n");
}

function line(kind: string, x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="${kind}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

function text(x: number, y: number, words: string, anchor: string, more = ""): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${more}>${xmlText(words)}</text>`;
}

/** A hundredth of a pixel is not seen. */
function pixels(length: number): number {
  return Number(length.toFixed(2));
}

import { xmlText } from "../kernel/xml-text.ts";
import type { Shape, TextShape, Tone } from "./poster-shapes.ts";
import type { PosterSheet } from "./poster-sheets.ts";
import { type QrCode, quietModules } from "./qr-code.ts";
import { qrPath } from "./qr-svg.ts";
import { isMeasured, textWidth } from "./text-width.ts";

/** `ink-saver` prints nothing large but the code, and all in black. */
export const posterThemes = ["plain", "ink-saver"] as const;

export type PosterTheme = (typeof posterThemes)[number];

type Paint = Readonly<Record<Tone | "waves", string>> & {
  readonly band: string;
  readonly panel: string;
};

const paints: Readonly<Record<PosterTheme, Paint>> = {
  plain: {
    ink: "#14202b",
    quiet: "#55626e",
    accent: "#0b6e8a",
    title: "#ffffff",
    invitation: "#d5e6ee",
    waves: "#ffffff",
    band: `fill="#12394f"`,
    panel: `fill="#eef4f7"`,
  },
  "ink-saver": {
    ink: "#000000",
    quiet: "#444444",
    accent: "#444444",
    title: "#000000",
    invitation: "#444444",
    waves: "#000000",
    band: `fill="none"`,
    panel: `fill="none" stroke="#999999" stroke-width="0.2"`,
  },
};

/** Widest first: some programs that draw SVG look for the first name only, and else take whatever font they have. */
const sans = "'DejaVu Sans', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
const fonts = {
  sans,
  bold: sans,
  mono: "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', 'Courier New', monospace",
};

/** Draws a sheet as one SVG that needs nothing else and is as large as the paper. */
export function posterSvg({ width, height, cards, cuts }: PosterSheet, theme: PosterTheme): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...cards.flatMap(({ x, y, card, code, label }) => [
      `<g transform="translate(${millimetres(x)} ${millimetres(y)})">`,
      ...card.shapes.map((shape) => drawn(shape, paints[theme], code, label)),
      "</g>",
    ]),
    ...cuts.map(
      ({ x1, y1, x2, y2 }) =>
        `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#999999" stroke-width="0.2" stroke-dasharray="2 2"/>`,
    ),
    "</svg>",
  ].join("\n")}\n`;
}

function drawn(shape: Shape, paint: Paint, code: QrCode, label: string): string {
  switch (shape.shape) {
    case "text":
      return textOf(shape, paint);
    case "letters": {
      const xs = shape.places.map(({ x }) => millimetres(x)).join(" ");
      const ys = shape.places.map(({ y }) => millimetres(y)).join(" ");
      return `<text x="${xs}" y="${ys}" ${fontOf({ ...shape, face: "mono" })} fill="${paint.ink}">${xmlText(shape.text)}</text>`;
    }
    case "band":
      return `<rect ${boxOf(shape)} ${paint.band}/>`;
    case "panel":
      return `<rect ${boxOf(shape)} rx="${millimetres(Math.min(shape.width * 0.02, 3))}" ${paint.panel}/>`;
    case "space":
      return `<path d="${spaceOf(shape)}" fill="none" stroke="${paint.quiet}" stroke-width="${millimetres(shape.width * 0.12)}"/>`;
    case "waves":
      return wavesOf(shape, paint.waves);
    case "code": {
      const scale = shape.side / (code.modules + 2 * quietModules);
      const place = `translate(${millimetres(shape.x + quietModules * scale)} ${millimetres(shape.y + quietModules * scale)}) scale(${scale})`;
      return `<path role="img" aria-label="${xmlText(label)}" transform="${place}" d="${qrPath(code)}" fill="#000000" shape-rendering="crispEdges"/>`;
    }
  }
}

function textOf({ x, lines, size, face, tone }: TextShape, paint: Paint): string {
  const spans = lines.map(({ y, text }) => {
    // A letter of a rare script may be wider than anybody expects: it is pressed into its place.
    const pressed = isMeasured(text)
      ? ""
      : ` textLength="${millimetres(textWidth(text, face) * size)}" lengthAdjust="spacingAndGlyphs"`;
    return `<tspan x="${millimetres(x)}" y="${millimetres(y)}"${pressed}>${xmlText(text)}</tspan>`;
  });
  return `<text ${fontOf({ size, face })} fill="${paint[tone]}">${spans.join("")}</text>`;
}

function fontOf({ size, face }: Pick<TextShape, "size" | "face">): string {
  return `font-family="${fonts[face]}" font-size="${millimetres(size)}"${face === "sans" ? "" : ' font-weight="700"'} xml:space="preserve"`;
}

function boxOf({ x, y, width, height }: Extract<Shape, { shape: "band" | "panel" }>): string {
  return `x="${millimetres(x)}" y="${millimetres(y)}" width="${millimetres(width)}" height="${millimetres(height)}"`;
}

/** An open box below where a letter would stand. */
function spaceOf({ x, y, width }: Extract<Shape, { shape: "space" }>): string {
  const [left, right] = [x + width * 0.12, x + width * 0.88].map(millimetres);
  const [top, bottom] = [y - width * 0.2, y + width * 0.15].map(millimetres);
  return `M${left} ${top}V${bottom}H${right}V${top}`;
}

/** A dot and three arcs above it, a fourth of a circle each. */
function wavesOf({ x, y, width }: Extract<Shape, { shape: "waves" }>, colour: string): string {
  const centre = { x: x + width / 2, y: y + width * 0.72 };
  const arcs = [0.23, 0.43, 0.63].map((part) => {
    const radius = width * part;
    const reach = radius * Math.SQRT1_2;
    const height = millimetres(centre.y - reach);
    return `M${millimetres(centre.x - reach)} ${height}A${millimetres(radius)} ${millimetres(radius)} 0 0 1 ${millimetres(centre.x + reach)} ${height}`;
  });
  return [
    `<circle cx="${millimetres(centre.x)}" cy="${millimetres(centre.y)}" r="${millimetres(width * 0.07)}" fill="${colour}"/>`,
    `<path d="${arcs.join("")}" fill="none" stroke="${colour}" stroke-width="${millimetres(width * 0.09)}" stroke-linecap="round"/>`,
  ].join("\n");
}

/** A hundredth of a millimetre is not seen. */
function millimetres(length: number): number {
  return Number(length.toFixed(2));
}

import type { LookAlike } from "./look-alikes.ts";
import type { Shape, TextShape } from "./poster-shapes.ts";
import { fittedLines, phraseLines, textLines } from "./text-lines.ts";
import { type Face, textWidth } from "./text-width.ts";

/** Something as wide as the column it was made for; lengths are in millimetres. */
export type Block = {
  readonly height: number;
  readonly at: (x: number, y: number) => readonly Shape[];
};

type Style = Pick<TextShape, "size" | "face" | "tone">;

const leading = 1.28;
/** From the top of a line to where its letters stand, in heights of a letter. */
const standing = 0.98;

/** Text in lines as wide as the column. */
export function paragraph(text: string, width: number, style: Style): Block {
  return linesOf(textLines(text, style.face, width / style.size), style);
}

/** Phrases with dots between them. */
export function phrases(all: readonly string[], width: number, style: Style): Block {
  return linesOf(phraseLines(all, style.face, width / style.size), style);
}

/** A name in as few lines as are possible at `least` or more. */
export function value(
  text: string,
  face: Face,
  room: { readonly width: number; readonly most: number; readonly least: number },
  tone: TextShape["tone"] = "ink",
): Block {
  const { size, lines } = fittedLines(text, face, room);
  return linesOf(lines, { size, face, tone });
}

function linesOf(lines: readonly string[], style: Style): Block {
  const step = style.size * leading;
  return {
    height: lines.length * step,
    at: (x, y) => [
      {
        shape: "text",
        x,
        ...style,
        lines: lines.map((text, row) => ({ y: y + row * step + style.size * standing, text })),
      },
    ],
  };
}

const group = 4;
const cell = 0.61;
const gap = 0.5;

/**
 * A key in groups of four, in lines of about the same length. A space is marked, since it would be taken for the gap between
 * groups.
 */
export function keyBlock(
  key: string,
  { width, most, least }: { readonly width: number; readonly most: number; readonly least: number },
): Block {
  const groups = Math.ceil(key.length / group);
  let rows = 1;
  let size = sizeFor(rows);
  while (size < least && rows < groups) {
    rows += 1;
    size = sizeFor(rows);
  }
  const perRow = Math.ceil(groups / rows) * group;
  const step = size * 1.36;
  return {
    height: Math.ceil(key.length / perRow) * step,
    at: (x, y) => {
      const places = Array.from(key, (_, at) => ({
        x: x + emBefore(at % perRow) * size,
        y: y + Math.floor(at / perRow) * step + size * standing,
      }));
      const marks = places.flatMap((place, at) =>
        key[at] === " " ? [{ shape: "space" as const, ...place, width: cell * size }] : [],
      );
      return [{ shape: "letters", text: key, places, size }, ...marks];
    },
  };

  function sizeFor(lines: number): number {
    const letters = Math.min(key.length, Math.ceil(groups / lines) * group);
    return Math.min(most, width / (emBefore(letters - 1) + cell));
  }
}

/** Where a letter of a line of a key begins. */
function emBefore(at: number): number {
  return at * cell + Math.floor(at / group) * gap;
}

/** What looks like something else, each with its names. */
export function legend(
  looks: readonly (readonly [LookAlike, readonly string[]])[],
  width: number,
  size: number,
): Block {
  const mark = size;
  const between = size * 1.4;
  const style = { size, face: "sans", tone: "quiet" } as const;
  const widest = Math.max(...looks.map(([, names]) => textWidth(names.join(" · "), "sans"))) * size;
  const columns = Math.max(1, Math.floor((width + between) / (mark + widest + between)));
  const room = (width + between) / columns - between - mark;
  const items = looks.map(([look, names]) =>
    beside(markOf(look, size), mark, phrases(names, room, style)),
  );
  return grid(items, columns, width, between, 0);
}

function markOf(look: LookAlike, size: number): Block {
  if (look !== " ") return paragraph(look, size, { size, face: "mono", tone: "ink" });
  return {
    height: size * leading,
    at: (x, y) => [{ shape: "space", x, y: y + size * standing, width: cell * size }],
  };
}

const tagWidth = 2.2;
const numberWidth = 1.1;

/** How wide steps are when each stands in one line, in em. */
export function stepsWidth(steps: readonly string[], language: string | undefined): number {
  const before = (language === undefined ? 0 : tagWidth) + numberWidth;
  return before + Math.max(...steps.map((step) => textWidth(step, "sans")));
}

/** Steps, numbered, after the name of their language when there are several. */
export function stepsBlock(
  steps: readonly string[],
  language: string | undefined,
  width: number,
  size: number,
): Block {
  const tag = language === undefined ? 0 : size * tagWidth;
  const number = size * numberWidth;
  const list = stack(
    steps.map((step, at) => ({
      gap: 0,
      block: beside(
        paragraph(`${at + 1}`, number, { size, face: "bold", tone: "accent" }),
        number,
        paragraph(step, width - tag - number, { size, face: "sans", tone: "ink" }),
      ),
    })),
  );
  if (language === undefined) return list;
  const style = { size, face: "bold", tone: "quiet" } as const;
  return beside(paragraph(language.toUpperCase(), tag, style), tag, list);
}

/** One block left of another, which begins at `offset`. */
function beside(left: Block, offset: number, right: Block): Block {
  return {
    height: Math.max(left.height, right.height),
    at: (x, y) => [...left.at(x, y), ...right.at(x + offset, y)],
  };
}

/** A block and the gap above it. */
export type Stacked = { readonly block: Block; readonly gap: number };

/** Blocks from top to bottom. */
export function stack(parts: readonly Stacked[]): Block {
  return {
    height: parts.reduce((sum, { block, gap: above }) => sum + above + block.height, 0),
    at: (x, top) => {
      let y = top;
      return parts.flatMap(({ block, gap: above }) => {
        y += above;
        const shapes = block.at(x, y);
        y += block.height;
        return shapes;
      });
    },
  };
}

/** Blocks side by side in columns of the same width, row by row; `gap` lies between columns, `above` between rows. */
export function grid(
  blocks: readonly Block[],
  columns: number,
  width: number,
  gap: number,
  above: number,
): Block {
  const step = (width + gap) / columns;
  const rows = Array.from({ length: Math.ceil(blocks.length / columns) }, (_, row) =>
    blocks
      .slice(row * columns, (row + 1) * columns)
      .reduceRight<Block | undefined>(
        (right, left) => (right ? beside(left, step, right) : left),
        undefined,
      ),
  ).filter((row) => row !== undefined);
  return stack(rows.map((block, row) => ({ block, gap: row === 0 ? 0 : above })));
}

/** A block on a ground of its own, with room around it. */
export function panel(block: Block, width: number, inset: number): Block {
  const height = block.height + inset * 1.7;
  return {
    height,
    at: (x, y) => [
      { shape: "panel", x, y, width, height },
      ...block.at(x + inset, y + inset * 0.85),
    ],
  };
}

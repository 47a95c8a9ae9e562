import { type Chart, isOn, type Point, placeOn, type Series } from "./chart.ts";

type Size = { readonly columns: number; readonly rows: number };

/** Where lines of several series meet. */
const several = "*";

/**
 * Draws the lines of a chart with characters: each with the first letter of its label, `*` where several meet. Other
 * shapes are left out.
 *
 * @param size of the plot itself; the labels of the y axis come before it, those of the x axis below
 */
export function lineChart({ title, x, y, series }: Chart, size: Size): string {
  const lines = series.filter(({ shape }) => shape === "line");
  const cells = Array.from({ length: size.rows }, () =>
    Array.from({ length: size.columns }, () => " "),
  );
  for (let column = 0; column < size.columns; column += 1) {
    const across = x.from + (column / (size.columns - 1)) * (x.to - x.from);
    for (const line of lines) {
      const value = valueAt(line.points, across);
      if (value === undefined || !isOn(y, value)) continue;
      const row = cells[rowOf(value)];
      if (row) row[column] = row[column] === " " ? markOf(line) : several;
    }
  }
  const labels = new Map(y.ticks.map(({ at, text }) => [rowOf(at), text]));
  const margin = Math.max(...y.ticks.map(({ text }) => text.length));
  const indent = " ".repeat(margin + 2);
  return [
    title,
    ...cells.map((row, at) => {
      const label = labels.get(at);
      return `${(label ?? "").padStart(margin)} ${label === undefined ? "|" : "+"}${row.join("")}`;
    }),
    `${" ".repeat(margin)} +${"-".repeat(size.columns)}`,
    `${indent}${tickRow()}`,
    `${indent}${x.label}; ${[...lines.map((one) => `${markOf(one)} ${one.label}`), `${several} several`].join(", ")}`,
  ]
    .map((line) => line.trimEnd())
    .join("\n");

  function rowOf(value: number): number {
    return Math.round((1 - placeOn(y, value)) * (size.rows - 1));
  }

  /** Each label has its middle below its place, as far as there is room. */
  function tickRow(): string {
    let row = "";
    for (const { at, text } of x.ticks) {
      const middle = Math.round(placeOn(x, at) * (size.columns - 1));
      row = `${row.padEnd(middle - Math.floor(text.length / 2))}${text}`;
    }
    return row;
  }
}

function markOf({ label }: Series): string {
  return label.slice(0, 1);
}

/** On the straight lines between the points; undefined before the first and after the last. */
function valueAt(points: readonly Point[], x: number): number | undefined {
  for (const [at, right] of points.entries()) {
    if (Math.abs(right.x - x) < 1e-9) return right.y;
    const left = points[at - 1];
    if (!left || x < left.x || x > right.x) continue;
    return left.y + ((x - left.x) / (right.x - left.x)) * (right.y - left.y);
  }
  return undefined;
}

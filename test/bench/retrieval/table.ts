import type { Estimate } from "./metrics.ts";

/** A Markdown table whose columns are aligned, the first to the left and the others to the right. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, at) =>
    at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** A share with three digits; a dash where there is none. */
export function share(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : "–";
}

/** A difference of shares, with its sign. */
export function signed(value: number): string {
  return Number.isFinite(value) ? `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}` : "–";
}

export function estimate({ mean, error }: Estimate, render = share): string {
  return Number.isFinite(mean) ? `${render(mean)} ± ${error.toFixed(3)}` : "–";
}

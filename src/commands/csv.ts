type Cell = string | number | null;

/** A spreadsheet takes a cell that begins so for a formula, and runs it; blanks before it do not help. */
const formula = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/;

/**
 * Prints rows as comma-separated values by RFC 4180, every text in quotes. A text that a spreadsheet would run as a
 * formula gets an apostrophe before it, which makes it a text there.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join(",")).join("\r\n");
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}

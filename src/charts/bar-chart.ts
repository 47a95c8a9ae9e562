/** A share, 0 to 1, with the words before its bar. */
export type Bar = { readonly label: string; readonly share: number };

/**
 * Draws shares with characters, one a line.
 *
 * @param columns of a bar that is all
 */
export function barChart(bars: readonly Bar[], columns: number): string {
  return bars
    .map(({ label, share }) => `${label}  ${"#".repeat(Math.round(share * columns))}`.trimEnd())
    .join("\n");
}

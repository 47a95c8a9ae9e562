/**
 * Escapes words for the text or a quoted attribute of XML, SVG or HTML. What XML cannot hold, not even when escaped, becomes a
 * space.
 */
export function xmlText(words: string): string {
  return words
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

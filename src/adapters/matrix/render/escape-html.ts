const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it is to be shown, in an element or in an attribute: no tag comes of it. HTML knows no character 0. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replaceAll("\0", "\u{fffd}")
    .toWellFormed();
}

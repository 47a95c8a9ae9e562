const unseen = /(?!\s)[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu;
const inline = /[\\`*_[\]<>~|&]/g;
/** What would make a heading, a list, a rule or a number of a list at the beginning of a line. */
const leading = /^(\d*)([#=+.)-])/;

/** A text as Markdown that shows it letter by letter, on one line. */
export function markdownText(text: string): string {
  return text
    .replace(unseen, "\uFFFD")
    .trim()
    .replace(/\s+/g, " ")
    .replace(inline, "\\$&")
    .replace(leading, "$1\\$2");
}

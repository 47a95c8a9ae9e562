/** Longer questions are pasted logs: their ends say what happened. */
const longest = 8_000;
const keptAtStart = 2_000;
const keptAtEnd = 6_000;
/** Marks without a width and of direction, which come along when text is copied; those that join letters of some scripts stay. */
const unseen = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A question as it is read: control characters are blanks, unseen marks are gone, and of one over 8,000 characters both ends are kept. */
export function trimQuestion(text: string): string {
  const plain = text
    .replace(unseen, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, keptAtStart)} ${plain.slice(-keptAtEnd)}`;
}

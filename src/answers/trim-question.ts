/** Longer questions are pasted logs: their ends say what happened. */
const longest = 8_000;
const keptAtStart = 2_000;
const keptAtEnd = 6_000;

/** A question as it is read: control characters are blanks, and of one over 8,000 characters both ends are kept. */
export function trimQuestion(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, " ").trim();
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, keptAtStart)} ${plain.slice(-keptAtEnd)}`;
}

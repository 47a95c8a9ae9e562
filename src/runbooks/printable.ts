const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A text with `�` for what cannot be seen where it is put in: ends of lines, escapes, halves of characters, signs that turn
 * the direction.
 */
export function printable(text: string): string {
  return text.replace(unprintable, "\uFFFD");
}

export function isPrintable(text: string): boolean {
  return printable(text) === text;
}

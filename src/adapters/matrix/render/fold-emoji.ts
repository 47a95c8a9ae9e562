/** An emoji however clients write it: with or without a variation selector, in any skin tone. */
export function foldEmoji(emoji: string): string {
  return emoji
    .replace(/[\u{fe0e}\u{fe0f}]|\p{Emoji_Modifier}/gu, "")
    .normalize("NFC")
    .trim();
}

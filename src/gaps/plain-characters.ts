/** What nobody sees, but for the two signs that join and colour an emoji. */
const invisible =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F})(?:\u{200D}|\u{FE0F})|(?!\u{200D}|\u{FE0F})\p{Default_Ignorable_Code_Point}/gu;

/**
 * Writes look-alikes as what they look like (NFKC), drops what nobody sees and makes NUL visible. The ellipsis stays one
 * sign, since that is how we write a shortened URL.
 */
export function plainCharacters(text: string): string {
  return text
    .replaceAll("\0", "\uFFFD")
    .replace(invisible, "")
    .split("…")
    .map((part) => part.normalize("NFKC"))
    .join("…");
}

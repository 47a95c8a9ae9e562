/** Signs that have no shape of their own, or turn the direction of what follows. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** Leaves of somebody's text what any screen shows as it was written: no control signs but line breaks and tabs. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(unseen, (sign) => (sign === "\n" || sign === "\t" ? sign : ""))
    .trim();
}

/** The same on one line, fit for a header. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/gu, " ");
}

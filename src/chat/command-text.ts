/** How people begin when they speak to somebody: `hey ama`, `@ama,`, `ama:`. */
const address = /^(?:(?:hey|hi|hello|ok|okay)[\s,]+@?ama\b|@ama\b|ama\s*[:,;])[\s:,;–—-]*/iu;

/** A text without the words that only say whom it is for. */
export function withoutAddress(text: string): string {
  const said = text.replace(/[\u200B\u2060\uFEFF]/g, "").trim();
  const bare = said.replace(/^[!/](?=\p{L})/u, "");
  const spoken = bare.replace(address, "");
  // `/ama help` and `!ama help`; a bare "ama" before a question may be a part of it.
  return (bare === said ? spoken : spoken.replace(/^ama\b[\s:,;]*/i, "")).trim();
}

/**
 * A text as commands are compared: lower case, straight quotes, single spaces, nothing around it but letters, digits and
 * signs. A lone sign such as `+`, ✅ or a dash stays what it is.
 */
export function commandText(text: string): string {
  const plain = withoutAddress(text)
    .replace(/\uFE0F/g, "")
    .replace(/[‘’‚ʼ]/g, "'")
    .replace(/[–—−]/g, "-")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .trim();
  if (/^[+-]1?$/.test(plain)) return plain;
  const inner = plain.replace(/^(?:\p{P}|[\s`´])+|(?:\p{P}|[\s`´])+$/gu, "");
  return inner.replace(/^ama (?=[a-z])/, "");
}

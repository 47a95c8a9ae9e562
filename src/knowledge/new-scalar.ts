import { stringify } from "yaml";

/** A text as YAML that reads back as the same text, on one line, and with escapes for characters that nobody sees. */
export function newScalar(text: string): string {
  if (unseen.test(text)) return inQuotes(text);
  return stringify(text, { blockQuote: false, compat: "yaml-1.1", lineWidth: 0 }).replace(
    /\n$/,
    "",
  );
}

/** Texts as a list on one line, between whose brackets more characters have a meaning. */
export function newList(items: readonly string[]): string {
  const listed = items.map((text) =>
    /^[\p{L}\p{N} -]+$/u.test(text) ? newScalar(text) : inQuotes(text),
  );
  return `[${listed.join(", ")}]`;
}

const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

function inQuotes(text: string): string {
  return JSON.stringify(text).replace(new RegExp(unseen, "gu"), (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

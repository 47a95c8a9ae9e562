import type { Problem } from "./problem.ts";

/** A page larger than this is a mistake: no runbook has so many words. */
export const mostPageBytes = 200_000;

/** Characters that make a text read otherwise than it is written (Unicode's embeddings, overrides and isolates). */
const reordering = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * Reads a page's bytes as UTF-8; a byte-order mark is dropped, line ends become `\n`.
 *
 * @returns the fault (K006) when it is too large, not UTF-8, or holds a NUL or bidirectional control character
 */
export function readPageText(
  bytes: Uint8Array,
  file: string,
): { readonly text: string } | { readonly problem: Problem } {
  if (bytes.length > mostPageBytes) return { problem: tooLarge(file, bytes.length) };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    const message = "The file is not UTF-8 text. Save it as UTF-8.";
    return { problem: { rule: "K006", file, message, line: 1, column: 1 } };
  }
  const nul = text.indexOf("\0");
  const found = nul >= 0 ? nul : text.search(reordering);
  if (found < 0) return { text };
  const before = text.slice(0, found).split("\n");
  const code = text.charCodeAt(found).toString(16).toUpperCase().padStart(4, "0");
  const what = nul >= 0 ? "the NUL character" : "a bidirectional control character";
  const message = `The file holds U+${code}, ${what}, which hides what is written. Delete it.`;
  return {
    problem: {
      rule: "K006",
      file,
      message,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    },
  };
}

/** The fault of a page that is not even read. */
export function tooLarge(file: string, bytes: number): Problem {
  const message = `The file has ${Math.ceil(bytes / 1000)} kB: expected at most ${mostPageBytes / 1000} kB. Split it, or keep logs and dumps elsewhere.`;
  return { rule: "K006", file, message, line: 1, column: 1 };
}

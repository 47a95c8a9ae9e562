import { stemmer } from "@orama/stemmers/english";

/** One word of a text. */
export type Token = {
  /** As it is read: lower case, without marks and apostrophes. */
  readonly word: string;
  /** Its stem, by which words are compared. */
  readonly term: string;
};

/**
 * A written unit between spaces: one word, or an identifier with its parts. For `KubePodCrashLooping`, `payments-api`
 * and `node.js` the whole is what people write in one piece.
 */
export type Chunk = { readonly parts: readonly Token[]; readonly whole: Token | undefined };

const chunkPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’\-_.][\p{L}\p{N}\p{M}]+)*/gu;
const partPattern = /[\p{L}\p{N}\p{M}]+/gu;
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;
/** More parts than this are a sentence without spaces or an address; its whole says nothing. */
const mostParts = 6;
/** Above this length a run of letters is no word; the rest of it is not looked at. */
const longestWord = 64;

/** Cuts a text into chunks, in order. */
export function chunksOf(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (const [chunk] of text.normalize("NFKC").matchAll(chunkPattern)) {
    if (/^[a-z]+$/.test(chunk)) {
      chunks.push({ parts: [tokenOf(chunk)], whole: undefined });
      continue;
    }
    const joined = chunk.replace(/['’]/g, "");
    const parts = joined
      .replace(humps, " ")
      .match(partPattern)
      ?.map((part) => tokenOf(fold(part)));
    if (!parts) continue;
    const whole = parts.length > 1 && parts.length <= mostParts ? fold(joined) : undefined;
    chunks.push({
      parts,
      whole: whole === undefined ? undefined : tokenOf(whole.replace(/[-_.]/g, "")),
    });
  }
  return chunks;
}

/** How signs are said that make a word of letters which say nothing alone: `c++`, `t&t`, `a/b`, `.net`. */
const signNames: Readonly<Record<string, string>> = {
  "&": "and",
  "+": "plus",
  "#": "sharp",
  "/": "slash",
  ".": "dot",
};
/** Longer ones are addresses and paths. */
const longestSigned = 24;
/** What stands between blanks, quotes and brackets; `t & t` is one, too. */
const signedPattern =
  /(?<![^\s"'“‘(<[*`])(?:\p{L} & \p{L}(?![\p{L}\p{N}])|[^\s"'“”‘’()<>[\]*`,;:?!]*[^\s"'“”‘’()<>[\]*`,;:?!.])/gu;

/**
 * The words of a text that have a sign in them, as they are said: `c++` is `cplusplus`, `.net` is `dotnet`. {@link chunksOf}
 * reads the letters of such words alone.
 */
export function signedWordsOf(text: string): readonly Token[] {
  if (!/[&+#/.]/.test(text)) return [];
  const words = text.normalize("NFKC").match(signedPattern) ?? [];
  return words.flatMap((word) => {
    // A full stop within a word joins it, as a hyphen does.
    const isSigned = /[&+#/]|^\./.test(word) && /[\p{L}\p{N}]/u.test(word);
    if (!isSigned || word.length > longestSigned) return [];
    const said = fold(word.replace(/(?<=.)[.\-_]/g, ""))
      .replace(/[&+#/.]/g, (sign) => signNames[sign] ?? "")
      .replace(/[^\p{L}\p{N}\p{M}]/gu, "");
    return [tokenOf(said)];
  });
}

/** Lower case, without the accents of Latin, Greek and Cyrillic: `Café` is `cafe`. Other scripts spell with their marks. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most words are plain letters already, and normalising is what costs.
  return /^[a-z0-9]*$/.test(lower)
    ? lower
    : lower.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
}

/** Reads one word, already folded. */
export function tokenOf(word: string): Token {
  const known = recent.get(word);
  if (known) return known;
  const cut = word.slice(0, longestWord);
  const token = { word: cut, term: stem(cut) };
  if (recent.size >= mostRecent) recent.clear();
  recent.set(word, token);
  return token;
}

/** Words come again and again, and stemming is what costs: a memory of the last ones, which changes no result. */
const recent = new Map<string, Token>();
const mostRecent = 20_000;

/**
 * Porter2; words with digits keep their letters, but a plural of a number (`500s`) is the number.
 */
function stem(word: string): string {
  if (/^\d+s$/.test(word)) return word.slice(0, -1);
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}

/** Where words written in one piece part: `KubePod`, `HTTPServer`. ASCII only, as the vocabulary is. */
const humps = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
const longestWord = 64;

/** The words of a text as the vocabulary spells them: lower case, without marks; other scripts say nothing. */
export function encodedWords(text: string): readonly string[] {
  const split = /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/.test(text) ? text.replace(humps, " ") : text;
  // Most texts are plain letters already, and normalising is what costs.
  const plain = /[^\0-\x7f]/.test(split) ? split.normalize("NFKD").replace(/\p{M}+/gu, "") : split;
  return plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/**
 * Cuts a word into the longest pieces that the vocabulary has, from the left (WordPiece: Wu et al., 2016, as in BERT).
 *
 * @param rowOf number of a piece; one that goes on a word is written `##piece`
 * @returns the numbers of the pieces; none when some part of the word is no piece, or it is too long
 */
export function piecesOf(word: string, rowOf: ReadonlyMap<string, number>): readonly number[] {
  if (word.length > longestWord) return [];
  const rows: number[] = [];
  let from = 0;
  while (from < word.length) {
    let to = word.length;
    let row: number | undefined;
    for (; to > from && row === undefined; to -= 1) {
      row = rowOf.get((from > 0 ? "##" : "") + word.slice(from, to));
    }
    if (row === undefined) return [];
    rows.push(row);
    from = to + 1;
  }
  return rows;
}

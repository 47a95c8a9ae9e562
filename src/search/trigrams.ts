/** The trigrams of a text, with the sum of the squares of their counts. */
export type Trigrams = { readonly counts: ReadonlyMap<string, number>; readonly squares: number };

/** So many trigrams of a text count: titles and questions have fewer, and a longer text is like none of them. */
const mostTrigrams = 1_000;

/** The first 1,000 trigrams of a text's words, each word with a space before and after it. */
export function trigramsOf(words: readonly string[]): Trigrams {
  const counts = new Map<string, number>();
  let left = mostTrigrams;
  for (const word of words) {
    if (left <= 0) break;
    const padded = ` ${word.slice(0, left)} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) {
      left -= 1;
      const gram = padded.slice(at, at + 3);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return { counts, squares };
}

/** How alike two texts are letter by letter: the cosine of their trigram counts, 0 to 1. */
export function trigramCosine(a: Trigrams, b: Trigrams): number {
  const [small, large] = a.counts.size < b.counts.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [gram, count] of small.counts) dot += count * (large.counts.get(gram) ?? 0);
  return dot === 0 ? 0 : dot / Math.sqrt(a.squares * b.squares);
}

/** What came first for a question, and how sure it was. */
export type Judged = {
  /** Share of the traffic that the question stands for. */
  readonly weight: number;
  readonly right: boolean;
  readonly confidence: number;
};

/**
 * Shares of the traffic that are answered rightly and wrongly from a threshold on; net is right less wrong.
 *
 * @param cost of a wrong answer, in right ones
 */
export function answeredFrom(threshold: number, hits: readonly Judged[], cost = 1) {
  let [right, wrong] = [0, 0];
  for (const hit of hits) {
    if (hit.confidence < threshold) continue;
    if (hit.right) right += hit.weight;
    else wrong += hit.weight;
  }
  return { right, wrong, net: right - cost * wrong };
}

/** The chance that a right hit has more confidence than one that is not; ties count half. */
export function auroc(hits: readonly Judged[]): number {
  const ordered = [...hits].sort((a, b) => a.confidence - b.confidence);
  let [ranks, rights, at] = [0, 0, 0];
  while (at < ordered.length) {
    let end = at;
    while (end < ordered.length && ordered[end]?.confidence === ordered[at]?.confidence) end += 1;
    const middle = (at + 1 + end) / 2;
    for (; at < end; at += 1) {
      if (!ordered[at]?.right) continue;
      ranks += middle;
      rights += 1;
    }
  }
  const others = ordered.length - rights;
  return (ranks - (rights * (rights + 1)) / 2) / (rights * others);
}

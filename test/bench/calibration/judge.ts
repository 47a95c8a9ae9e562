import type { FirstHit } from "./fit.ts";

/** A first hit with its confidence. */
export type Judged = Pick<FirstHit, "weight" | "right"> & { readonly confidence: number };

/** Shares of the traffic that are answered rightly and wrongly from a threshold on. */
export function answeredFrom(threshold: number, hits: readonly Judged[]) {
  let [right, wrong] = [0, 0];
  for (const hit of hits) {
    if (hit.confidence < threshold) continue;
    if (hit.right) right += hit.weight;
    else wrong += hit.weight;
  }
  return { right, wrong, net: right - wrong };
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

/** A tenth of the confidences: how sure its hits are said to be, and how many of them are right. */
export type Tenth = { readonly said: number; readonly is: number; readonly weight: number };

/** The reliability diagram: tenths without a hit are left out. */
export function reliability(hits: readonly Judged[]): readonly Tenth[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = hits.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth);
    const weight = own.reduce((sum, one) => sum + one.weight, 0);
    const said = own.reduce((sum, one) => sum + one.weight * one.confidence, 0) / weight;
    const is = own.reduce((sum, one) => sum + (one.right ? one.weight : 0), 0) / weight;
    return { said, is, weight };
  }).filter(({ weight }) => weight > 0);
}

/** The expected calibration error (Naeini et al., 2015): the mean distance between said and is. */
export function calibrationError(tenths: readonly Tenth[]): number {
  const all = tenths.reduce((sum, { weight }) => sum + weight, 0);
  return tenths.reduce((sum, { said, is, weight }) => sum + Math.abs(said - is) * weight, 0) / all;
}

import type { Judged } from "./judged.ts";

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

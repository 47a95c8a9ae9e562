import { atOnce, type Steps } from "../kernel/steps.ts";

/** So many vectors are summed up in about a millisecond. */
const vectorsPerStep = 100;

/** Rows below each other, each as long as the matrix has columns. */
export type Square = Float64Array;

/** How vectors lie around their mean; of the matrix only the lower half is filled. */
export type Covariance = { readonly mean: Float64Array; readonly matrix: Square };

/** Measures how vectors, each of `size` numbers, are spread; all 0 for none. */
export function covarianceOf(vectors: readonly Float32Array[], size: number): Covariance {
  return atOnce(covarianceSteps(vectors, size));
}

/** The same, step by step. */
export function* covarianceSteps(
  vectors: readonly Float32Array[],
  size: number,
): Steps<Covariance> {
  const mean = new Float64Array(size);
  for (const vector of vectors) {
    for (let at = 0; at < size; at += 1) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0);
  }
  const count = vectors.length || 1;
  for (let at = 0; at < size; at += 1) mean[at] = (mean[at] ?? 0) / count;
  const sums = new Float64Array(size * size);
  const apart = new Float64Array(size);
  for (const [number, vector] of vectors.entries()) {
    if (number % vectorsPerStep === 0) yield;
    for (let at = 0; at < size; at += 1) apart[at] = (vector[at] as number) - (mean[at] as number);
    for (let row = 0, start = 0; row < size; row += 1, start += size) {
      const own = apart[row] as number;
      for (let at = 0; at <= row; at += 1) {
        sums[start + at] = (sums[start + at] as number) + own * (apart[at] as number);
      }
    }
  }
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) / count;
  return { mean, matrix: sums };
}

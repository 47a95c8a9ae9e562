import type { Covariance } from "../covariance.ts";

/**
 * Turns a text into a direction of meaning: texts that mean the same lie near each other, whatever words they use.
 *
 * The seam behind which a larger encoder may stand; each kind has calibration weights of its own.
 */
export type Encoder = {
  readonly name: "static";
  /** Numbers in a vector. */
  readonly size: number;
  /** A vector of length 1, not to be changed: the next one who asks gets the same. Undefined for a text of which the encoder knows no word, as in another language. */
  readonly encode: (text: string) => Float32Array | undefined;
  /** The covariance of the directions of words from all over its vocabulary: how meanings in general are spread. */
  readonly spread: () => Covariance;
};

/** The cosine of two vectors of length 1: -1 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return dotOfFloats(a, b, 0);
}

/**
 * The product of a vector, whose size is a multiple of 4, with one in a table. The innermost loop of a search: four sums at
 * a time do not wait for each other, and nothing checks what the lengths say.
 */
export function dotOfFloats(vector: Float32Array, table: Float32Array, from: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < vector.length; at += 4) {
    a += (vector[at] as number) * (table[from + at] as number);
    b += (vector[at + 1] as number) * (table[from + at + 1] as number);
    c += (vector[at + 2] as number) * (table[from + at + 2] as number);
    d += (vector[at + 3] as number) * (table[from + at + 3] as number);
  }
  return a + b + c + d;
}

/** Scales a vector to length 1, in place; undefined when it has none. */
export function toLengthOne(vector: Float32Array): Float32Array | undefined {
  let squares = 0;
  for (const one of vector) squares += one * one;
  const length = Math.sqrt(squares);
  if (length === 0) return undefined;
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}

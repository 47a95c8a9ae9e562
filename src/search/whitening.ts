import { atOnce, type Steps } from "../kernel/steps.ts";
import { type Covariance, covarianceSteps, type Square } from "./covariance.ts";

/** Turns vectors so that every direction tells two texts of the corpus apart equally well. */
export type Whitening = {
  /** Moves and stretches a vector; the result has no length in particular. */
  readonly whiten: (vector: Float32Array) => Float32Array;
};

/** The spread of the words of the language counts as so many texts: a small corpus says little of its own spread. */
const priorTexts = 100;
/** Share of the mean spread that is added to each direction, so that a direction without any is not blown up. */
const ridge = 1;
/** Of fewer texts the middle is one of the texts rather than what they have in common. */
const leastToCentre = 5;

/**
 * Learns from the texts of a corpus which directions they share, and so say nothing between them: what a bank's questions
 * have in common is "card" and "account". This is the metric of linear discriminant analysis with a shrunken covariance
 * (Fisher 1936; Ledoit and Wolf 2004), found by Cholesky's decomposition: any root of the inverse gives the same cosines.
 *
 * @param texts vectors of length 1
 * @param general how words in general are spread
 */
export function learnWhitening(
  texts: readonly Float32Array[],
  general: Covariance,
  size: number,
): Whitening {
  return atOnce(whiteningSteps(texts, general, size));
}

/** The same, step by step. */
export function* whiteningSteps(
  texts: readonly Float32Array[],
  general: Covariance,
  size: number,
): Steps<Whitening> {
  const own = yield* covarianceSteps(texts, size);
  const generalSpread = trace(general.matrix, size) || 1;
  const spread = texts.length < leastToCentre ? generalSpread : trace(own.matrix, size);
  const share = texts.length / (texts.length + priorTexts);
  const mixed = own.matrix.map(
    (one, at) => share * one + ((1 - share) * (general.matrix[at] ?? 0) * spread) / generalSpread,
  );
  const added = (ridge * trace(mixed, size)) / size;
  for (let at = 0; at < size; at += 1) mixed[at * size + at] = (mixed[at * size + at] ?? 0) + added;
  yield;
  const root = cholesky(mixed, size);
  const centre = texts.length < leastToCentre ? new Float64Array(size) : own.mean;
  return {
    /** Solves root · x = vector - centre, from the first row down. */
    whiten(vector) {
      const solved = new Float32Array(size);
      for (let row = 0; row < size; row += 1) {
        let rest = (vector[row] ?? 0) - (centre[row] ?? 0);
        const start = row * size;
        for (let at = 0; at < row; at += 1) rest -= (root[start + at] ?? 0) * (solved[at] ?? 0);
        solved[row] = rest / (root[start + row] ?? 1);
      }
      return solved;
    },
  };
}

/** The lower triangle L with L · Lᵀ = matrix, of a matrix of which the lower half is given. */
function cholesky(matrix: Square, size: number): Square {
  const root = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) {
        rest -= (root[row * size + at] ?? 0) * (root[column * size + at] ?? 0);
      }
      root[row * size + column] =
        row === column ? Math.sqrt(rest) : rest / (root[column * size + column] ?? 1);
    }
  }
  return root;
}

function trace(matrix: Square, size: number): number {
  let sum = 0;
  for (let at = 0; at < size; at += 1) sum += matrix[at * size + at] ?? 0;
  return sum;
}

// Written by `npm run calibrate`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = {
  words: 0.07,
  pairs: 0,
  letters: 0.31,
  coverage: 0.04,
  reverse: 0.12,
  reach: 0.21,
  passage: 0.25,
};

/** The logistic curve of the confidence. */
export const confidenceWeights = {
  bias: -4.17,
  score: 0.99,
  lead: 3.71,
  known: 0,
  words: 0,
  pairs: 0,
  letters: 2.49,
  coverage: 0,
  reverse: 1.79,
  reach: 2.08,
  passage: 1.7,
};

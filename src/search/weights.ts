// Written by `npm run calibrate`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = {
  letters: 0.08,
  reverse: 0.09,
  reach: 0.16,
  passage: 0.28,
  gist: 0.14,
  meaning: 0.26,
};

/** The logistic curve of the confidence. */
export const confidenceWeights = {
  bias: -3.58,
  letters: 1.5,
  reach: 1.06,
  passage: 0.57,
  told: 1.75,
  complete: 1.05,
  gistLead: 5.42,
  wordLead: 3.36,
};

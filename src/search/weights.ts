// Written by `npm run calibrate`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = {
  letters: 0.12,
  reach: 0.19,
  passage: 0.27,
  gist: 0.15,
  meaning: 0.28,
};

/** The logistic curve of the confidence. */
export const confidenceWeights = {
  bias: -3.61,
  letters: 1.27,
  reach: 0.82,
  passage: 0.64,
  told: 2.12,
  complete: 1.06,
  gistLead: 5.35,
  wordLead: 3.68,
};

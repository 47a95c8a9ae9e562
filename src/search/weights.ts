// Written by `npm run calibrate`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = {
  letters: 0.07,
  reverse: 0.09,
  reach: 0.15,
  passage: 0.29,
  gist: 0.14,
  meaning: 0.27,
};

/** The logistic curve of the confidence. */
export const confidenceWeights = {
  bias: -3.48,
  letters: 1.34,
  reach: 1.08,
  passage: 0.68,
  told: 1.63,
  complete: 1.07,
  gistLead: 5.6,
  wordLead: 3.58,
};

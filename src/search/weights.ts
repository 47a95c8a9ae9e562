// Written by `npm run calibrate`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = {
  letters: 0.07,
  reverse: 0.08,
  reach: 0.15,
  passage: 0.29,
  gist: 0.13,
  meaning: 0.27,
};

/** The logistic curve of the confidence. */
export const confidenceWeights = {
  bias: -3.48,
  letters: 1.35,
  reach: 1.09,
  passage: 0.69,
  told: 1.64,
  complete: 1.09,
  gistLead: 5.58,
  wordLead: 3.55,
};

export const posterLayoutNames = ["a4", "letter", "a5", "a6", "a4x4", "a4x9", "badge"] as const;

export type PosterLayoutName = (typeof posterLayoutNames)[number];

/** All lengths are in millimetres. */
export type PosterLayout = {
  readonly sheet: { readonly width: number; readonly height: number };
  /** Cards in a row and in a column of a sheet. */
  readonly across: number;
  readonly down: number;
  /** Side of the code with its quiet zone, whatever the number of modules. */
  readonly code: number;
  /** `below`: under the code stands what is written; `beside`: to its right. */
  readonly text: "below" | "beside";
  readonly margin: number;
  /** Heights of letters when there is room for all; of names and keys the least before they take another line. */
  readonly size: {
    readonly heading: number;
    readonly value: number;
    readonly leastValue: number;
    readonly body: number;
    readonly small: number;
  };
  /** No letter is ever smaller. */
  readonly smallest: number;
};

const a4 = { width: 210, height: 297 };
const single = { across: 1, down: 1 };
const large = {
  code: 150,
  text: "below",
  margin: 20,
  size: { heading: 14, value: 11, leastValue: 5.6, body: 5.2, small: 3.8 },
  smallest: 2.6,
} as const;
const postcard = {
  code: 60,
  text: "below",
  margin: 9,
  size: { heading: 7.5, value: 5.6, leastValue: 3.2, body: 2.6, small: 2.2 },
  smallest: 1.9,
} as const;

/** Sheets by name. How large a code is decides from how far it can be read: ten times its side. */
export const posterLayouts = {
  a4: { sheet: a4, ...single, ...large },
  letter: { sheet: { width: 215.9, height: 279.4 }, ...single, ...large, margin: 17 },
  a5: {
    sheet: { width: 148, height: 210 },
    ...single,
    code: 100,
    text: "below",
    margin: 14,
    size: { heading: 10.5, value: 8, leastValue: 4.4, body: 3.4, small: 2.7 },
    smallest: 2.1,
  },
  a6: { sheet: { width: 105, height: 148 }, ...single, ...postcard },
  a4x4: { sheet: a4, across: 2, down: 2, ...postcard },
  a4x9: {
    sheet: a4,
    across: 3,
    down: 3,
    code: 45,
    text: "below",
    margin: 5,
    size: { heading: 4.6, value: 3.8, leastValue: 2.3, body: 2, small: 1.9 },
    smallest: 1.7,
  },
  badge: {
    sheet: { width: 86, height: 54 },
    ...single,
    code: 43,
    text: "beside",
    margin: 4,
    size: { heading: 5, value: 3.6, leastValue: 2.1, body: 2, small: 1.9 },
    smallest: 1.7,
  },
} as const satisfies Record<PosterLayoutName, PosterLayout>;

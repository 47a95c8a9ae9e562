/** `sans` and `bold` are written in proportion; `mono`, bold too, gives each ordinary letter the same width. */
export type Face = "sans" | "bold" | "mono";

/**
 * Widths in em, of the widest fonts that computers bring along (DejaVu Sans Bold, Verdana): which one a reader has is not
 * known, and a line that is short looks better than one that is cut off.
 */
const boldWidths = Object.entries({
  0.38: " ijlIJ|'.,/\\·",
  0.5: 'ft()[]-!:;"–r_`’‘',
  0.6: "csz?*¿",
  0.72: "abdeghknopquvxy0123456789LEF{}ß$“”",
  0.86: "ABCDGHKNOPQRSTUVXYZ&",
  0.94: "w+<=>^~#",
  1.06: "mM%@…æœ",
  1.12: "W",
}).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)] as const));
const boldWidthOf = new Map<string, number>(boldWidths);
/** What is not bold is narrower by this. */
const thin = 0.94;

/** DejaVu Sans Mono and Menlo; others are narrower. */
const monoWidth = 0.605;
const alphabetic = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{ASCII}]/u;
const ordinary = /[\p{P}\p{Zs}\p{Nd}]/u;
const square = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const picture = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** Takes no room of its own: accents, joiners, marks of direction, variants. */
const zero = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Nothing in it belongs together; asking is far quicker than segmenting. */
const plain = /^[ -~]*$/;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Splits text into what a reader sees as one letter. */
export function lettersOf(text: string): readonly string[] {
  if (plain.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** How wide text is at most, in em. */
export function textWidth(text: string, face: Face): number {
  return lettersOf(text).reduce((sum, letter) => sum + letterWidth(letter, face), 0);
}

function letterWidth(letter: string, face: Face): number {
  const known = boldWidthOf.get(letter);
  if (known !== undefined) return widthIn(face, known);
  if (picture.test(letter)) return 1.4;
  // An accent widens nothing: ä is as wide as a. Of letters that fonts put together, each counts.
  return [...letter.normalize("NFD")]
    .filter((one) => !zero.test(one))
    .reduce((sum, one) => sum + baseWidth(one, face), 0);
}

function baseWidth(letter: string, face: Face): number {
  if (square.test(letter)) return 1.05;
  if (alphabetic.test(letter)) return widthIn(face, boldWidthOf.get(letter) ?? 1.1);
  return 1.2;
}

function widthIn(face: Face, bold: number): number {
  if (face === "mono") return monoWidth;
  return face === "bold" ? bold : bold * thin;
}

/** Whether the widths of all letters are known well enough; of rare scripts a single letter may be as wide as a word. */
export function isMeasured(text: string): boolean {
  return [...text].every(
    (letter) =>
      ordinary.test(letter) ||
      zero.test(letter) ||
      alphabetic.test(letter) ||
      square.test(letter) ||
      picture.test(letter),
  );
}

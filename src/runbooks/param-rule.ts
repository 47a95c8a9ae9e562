import type { Param } from "../knowledge/entry-fields.ts";
import { isPrintable } from "./printable.ts";

/** What the values of a param have to be. */
export type ParamRule = {
  readonly isNumber: boolean;
  readonly accepts: (value: string) => boolean;
  /** What is expected, in words that end a sentence: `a whole number from 2 to 12`. */
  readonly expected: string;
  /** How far a value tells itself from the words of a sentence: by its form, not at all, or in that it is any text. */
  readonly kind: "telling" | "word" | "text";
  /** Whether a value may consist of several words. */
  readonly blanks: boolean;
};

const plainWord = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
/** One with a leading zero is octal to many programs. */
const wholeNumber = /^(?:0|-?[1-9]\d{0,14})$/;
/** A pattern is not tried on longer texts: some take a time that grows with a power of the length. */
const longestTried = 200;
/** A pattern that takes two of these takes most words. */
const sentence = "is it the and down slow again please yesterday something".split(" ");

/** Reads the rule of a param: its type, bounds and pattern, which must match the whole value. */
export function paramRule(param: Param): ParamRule {
  const tried = param.pattern === undefined ? undefined : wholeMatch(param.pattern);
  const fitsPattern = (value: string) =>
    tried === undefined || (value.length <= longestTried && tried.test(value));
  if (param.type === "int") return numberRule(param, fitsPattern);
  const anyText = param.pattern === undefined && param.quote === true;
  const accepts = (value: string) =>
    isPrintable(value) &&
    value.length <= (param.max ?? Number.POSITIVE_INFINITY) &&
    (anyText || param.pattern !== undefined || plainWord.test(value)) &&
    fitsPattern(value);
  const taken = sentence.filter((word) => fitsPattern(word) || fitsPattern(word.toUpperCase()));
  const isTelling = param.pattern !== undefined && taken.length < 2;
  return {
    isNumber: false,
    accepts,
    expected: `${expectedText(param)}${param.max === undefined ? "" : `, at most ${param.max} characters`}`,
    kind: anyText ? "text" : isTelling ? "telling" : "word",
    blanks: / |\\s/.test(param.pattern ?? ""),
  };
}

function numberRule(param: Param, fitsPattern: (value: string) => boolean): ParamRule {
  const { min, max, pattern } = param;
  const bounds =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? ` of at least ${min}`
        : max !== undefined
          ? ` of at most ${max}`
          : "";
  return {
    isNumber: true,
    accepts: (value) =>
      wholeNumber.test(value) &&
      Number(value) >= (min ?? Number.NEGATIVE_INFINITY) &&
      Number(value) <= (max ?? Number.POSITIVE_INFINITY) &&
      fitsPattern(value),
    expected: `a whole number${bounds}${pattern === undefined ? "" : ` that matches ${pattern}`}`,
    kind: "telling",
    blanks: false,
  };
}

function expectedText({ pattern, quote }: Param): string {
  if (pattern !== undefined) return `something that matches ${pattern}`;
  return quote === true
    ? "text on one line"
    : "a word of letters, digits, dots, hyphens and underscores";
}

/** One that is no regular expression matches nothing. It is read alone first: between our brackets `a)|(b` would be one. */
function wholeMatch(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${new RegExp(pattern).source})$`);
  } catch {
    return /(?!)/;
  }
}

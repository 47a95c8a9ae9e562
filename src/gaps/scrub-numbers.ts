import { rewrite } from "./rewrite.ts";

const dash = String.raw`[\-\u2010-\u2015\u2212]`;
const day = `(?:19|20)\\d\\d${dash}(?:0[1-9]|1[0-2])${dash}(?:0[1-9]|[12]\\d|3[01])(?!\\d)`;
const time = String.raw`\d{1,2}:\d{2}`;
const httpCode =
  "(?:10[0-3]|20[0-8]|226|30[0-8]|4(?:0\\d|1\\d|2[1-9]|31|51)|50[0-8]|51[01])(?!\\p{Nd})";

/** Digits that name nobody. */
const harmless = [
  String.raw`(?<![\p{Nd}\-])${day}(?!${dash}\d)(?:[T ]${time}(?::\d{2}(?:[.,]\d{1,9})?)?)?`,
  String.raw`(?<![\p{Nd}.\-])\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)\d\d(?![\p{Nd}\-])`,
  String.raw`(?<!\p{Nd})${time}(?::\d{2})?(?!\p{Nd})`,
  `(?<![\\p{Nd}\\-])(?:19|20)\\d\\d ?${dash} ?(?:19|20)\\d\\d(?![\\p{Nd}\\-])`,
  `(?<![\\p{Nd}\\-])(?:[01]\\d|2[0-3])[0-5]\\d${dash}(?:[01]\\d|2[0-3])[0-5]\\d(?![\\p{Nd}\\-])`,
  String.raw`(?<!\p{L})CVE-\d{4}-\d{4,7}(?!\p{Nd})`,
  String.raw`(?<!\p{L})(?:node)?ports?(?: range)?[ :=]{1,3}\d{2,5}(?!\p{Nd})(?:(?:, ?| ?[/\-\u2013] ?| (?:to |and |or )?)\d{2,5}(?!\p{Nd})){0,20}`,
  `(?<![\\p{Nd}\\-])${httpCode}(?: ${httpCode}){1,20}(?![ \\-]\\p{Nd})`,
  `(?<![\\p{Nd}\\-])[45]\\d\\d(?<= ${httpCode}|^${httpCode}) \\p{Nd}{1,4}(?![ \\-]?\\p{Nd})`,
].join("|");

const extension = String.raw`(?: {0,2}(?:ext\.?|extension|x|durchwahl|dw) ?\p{Nd}{1,6})?`;
const phone = [
  // International.
  String.raw`(?:(?<![\p{L}\p{Nd}+])\+|(?<![\p{L}\p{Nd}.:])00(?=[1-9]))\p{Nd}(?:[ ./()\-\u2010-\u2015]{0,3}(?!${day})\p{Nd}){6,14}`,
  String.raw`\(\+\p{Nd}{1,3}\)(?:[ ./()\-\u2010-\u2015]{0,3}(?!${day})\p{Nd}){5,13}`,
  // With an area in brackets.
  String.raw`\(\p{Nd}{2,6}\)[ ./\-]{0,2}\p{Nd}(?:[ ./\-]?\p{Nd}){4,10}`,
  // National: with a leading zero.
  String.raw`(?<![\p{L}\p{Nd}_.:/\-])0[1-9]\p{Nd}{0,4}(?: ?[/\-\u2010-\u2015] ?| )(?!${day}|${time})\p{Nd}(?:(?: ?[/\-\u2010-\u2015] ?| )?(?!${day}|${time})\p{Nd}){4,10}`,
  String.raw`(?<![\p{L}\p{Nd}_.:/\-])0[1-9]\p{Nd}{7,10}(?!\p{Nd})`,
  String.raw`(?<![\p{Nd}.])0[1-9](?:\.\p{Nd}{2}){4}(?!\p{Nd}|\.\p{Nd})`,
  // North American.
  String.raw`(?<![\p{L}\p{Nd}_.\-]|\p{Nd} )(?:1[ .\-])?\p{Nd}{3}[ .\-]\p{Nd}{3}[ .\-]\p{Nd}{4}(?![ .\-]?\p{Nd})`,
  // Named as one, however short.
  String.raw`(?<=(?<!\p{L})(?:tel|phone|mobile|handy|fax|telefon|mobil)(?:\.|:|\.:| ?(?:number|nummer|no\.?):) ?)\p{Nd}(?:[ /\-]?(?!${time})\p{Nd}){3,14}`,
].join("|");

const apart = `(?:${dash}| {1,2}| ?${dash} ?)(?!${day}|${time})`;
const numbers = new RegExp(
  [
    `(?<harmless>${harmless})`,
    `(?<phone>(?:tel:)?(?:${phone})${extension})`,
    String.raw`(?<dotted>(?<![\p{Nd}.])\p{Nd}{4}(?:\.\p{Nd}{4}){2}\.\p{Nd}{1,7}(?!\p{Nd}|\.\p{Nd})|(?<![\p{L}\p{Nd}/])\p{Nd}{2,3}/\p{Nd}{3}/\p{Nd}{4,5}(?![\p{Nd}/]))`,
    String.raw`(?<groups>(?<![\p{L}\p{Nd}_.])\p{Nd}{1,40}(?:${apart}\p{Nd}{1,40}){1,40}(?![\p{L}\p{Nd}_]))`,
    String.raw`(?<run>\p{Nd}{7,})`,
  ].join("|"),
  "giu",
);
/** Longest number that may be stored: seven digits may be a telephone. */
const mostDigits = 6;
/** Digits of a payment card, ISO/IEC 7812-1. */
const leastCard = 13;
const mostCard = 19;

/** Replaces card and telephone numbers, and every other number of more than six digits; dates and times stay. */
export function scrubNumbers(text: string): string {
  return rewrite(text, numbers, ({ 0: whole, groups }) => {
    if (groups?.harmless !== undefined) return undefined;
    const digits = whole.replace(/\P{Nd}/gu, "");
    if (groups?.phone !== undefined)
      return isCard(digits) && !/^[+0(]/u.test(whole) ? "[card]" : "[phone]";
    if (digits.length <= mostDigits) return undefined;
    return isCard(digits) ? "[card]" : "[number]";
  });
}

/** Checks the length and the check digit of a card, ISO/IEC 7812-1, annex B. */
function isCard(digits: string): boolean {
  if (digits.length < leastCard || digits.length > mostCard || !/^[2-6]/u.test(digits))
    return false;
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

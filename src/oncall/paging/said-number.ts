/** The number of a page in what somebody said, and the words without it. */
export type SaidNumber = {
  readonly number: number | undefined;
  /** Written with its `#`, so that nothing else can be meant. */
  readonly isSure: boolean;
  readonly rest: string;
};

const atStart = /^#([1-9]\d{0,8})(?![\w-])[\s:,.!]*(.*)$/s;
const atEnd = /^(.*?)\s+(?:(?:to|of|for)\s+)?#([1-9]\d{0,8})[.!]*$/s;
const alone = /^([1-9]\d{0,8})[.!]*$/;

/** Finds `#12` at the start, or `12` where nothing else is said: "500 errors" has no number. */
export function numberFirst(words: string): SaidNumber {
  const [, sure, rest = ""] = atStart.exec(words) ?? [];
  if (sure !== undefined) return { number: Number(sure), isSure: true, rest };
  const [, bare] = alone.exec(words) ?? [];
  if (bare !== undefined) return { number: Number(bare), isSure: false, rest: "" };
  return { number: undefined, isSure: false, rest: words };
}

/** As {@link numberFirst}, or `#12` at the end: `@bo to #12`. */
export function numberFirstOrLast(words: string): SaidNumber {
  const [, before = "", last] = atEnd.exec(words) ?? [];
  const first = numberFirst(words);
  if (last === undefined || first.number !== undefined) return first;
  return { number: Number(last), isSure: true, rest: before.trim() };
}

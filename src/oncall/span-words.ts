import type { SpokenDay } from "./spoken-day.ts";
import { readLength, type SpokenLength } from "./spoken-length.ts";
import { parseTime, type SpokenTime } from "./spoken-time.ts";

/** A part of a span, and the words that said it. */
type Said<T> = { readonly words: string; readonly meant: T };

/** A span as it was said: a whole time that has a name, two ends, or a start and a length. */
export type SpokenSpan =
  | { readonly kind: "whole"; readonly whole: SpokenDay | "tonight" | "weekend" | "next week" }
  | { readonly kind: "ends"; readonly start: Said<SpokenTime>; readonly end: Said<SpokenTime> }
  | { readonly kind: "length"; readonly start: Said<SpokenTime>; readonly end: Said<SpokenLength> };

/** Words that are no span; those of a part when the rest was clear. */
export type NoSpan = {
  readonly kind: "no_span" | "no_time" | "no_length" | "no_end";
  readonly words: string;
};

export const isSpan = (read: SpokenSpan | NoSpan): read is SpokenSpan =>
  read.kind === "whole" || read.kind === "ends" || read.kind === "length";

/** What leads to the end of a span. */
export const joiners = ["to", "until", "till", "for", "-", "–", "—"];

const now: Said<SpokenTime> = { words: "now", meant: { kind: "now" } };

/** Reads the words of a span, whenever and wherever they are said; what begins with its end starts now. */
export function parseSpan(text: string): SpokenSpan | NoSpan {
  const words = wordsOf(text);
  const others = words.slice(1);
  switch (words[0]?.toLowerCase()) {
    case "until":
    case "till":
      return ending(now, others.join(" "));
    case "for":
      return wholeOf(others.join(" ")) ?? spanOf(others) ?? lasting(now, others.join(" "));
    case "on":
      return wholeOf(others.join(" ")) ?? joined(others);
    case "from":
      return joined(others);
    default:
      return wholeOf(words.join(" ")) ?? joined(words);
  }
}

function wholeOf(words: string): SpokenSpan | undefined {
  const plain = words.toLowerCase();
  if (plain === "tonight" || plain === "next week") return { kind: "whole", whole: plain };
  if (/^(?:this|the) weekend$/.test(plain)) return { kind: "whole", whole: "weekend" };
  const time = parseTime(words);
  return time?.kind === "day" ? { kind: "whole", whole: time.day } : undefined;
}

function spanOf(words: readonly string[]): SpokenSpan | undefined {
  const read = joined(words);
  return isSpan(read) ? read : undefined;
}

/** A start, a joiner, an end. */
function joined(words: readonly string[]): SpokenSpan | NoSpan {
  const at = words.findIndex((word) => joiners.includes(word.toLowerCase()));
  const startWords = words.slice(0, at < 0 ? undefined : at).join(" ");
  const endWords = at < 0 ? "" : words.slice(at + 1).join(" ");
  const meant = parseTime(startWords);
  if (!meant) return { kind: at < 0 ? "no_span" : "no_time", words: startWords };
  if (endWords === "") return { kind: "no_end", words: words.join(" ") };
  const start = { words: startWords, meant };
  return words[at]?.toLowerCase() === "for" ? lasting(start, endWords) : ending(start, endWords);
}

function ending(start: Said<SpokenTime>, words: string): SpokenSpan | NoSpan {
  const meant = parseTime(words);
  return meant ? { kind: "ends", start, end: { words, meant } } : { kind: "no_time", words };
}

function lasting(start: Said<SpokenTime>, words: string): SpokenSpan | NoSpan {
  const meant = readLength(words.toLowerCase());
  return meant ? { kind: "length", start, end: { words, meant } } : { kind: "no_length", words };
}

/** Splits at white space and the signs that end a sentence or a part of it; `18:00-22:00` has its ends apart. */
const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+|[.!?]+(?=\s|$)/)
    .flatMap((word) => {
      const [, start, dash, end] = closeEnds.exec(word) ?? [];
      return start && dash && end ? [start, dash, end] : [word];
    })
    .filter((word) => word !== "");

/** One end at least has minutes or its half of the day: `03-02` is rather a date. */
const closeEnds =
  /^(?=.*[:mM])(\d{1,2}(?::\d{2})?(?:am|pm)?)([-–—])(\d{1,2}(?::\d{2})?(?:am|pm)?)$/i;

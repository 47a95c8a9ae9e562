import type { Run } from "./doc.ts";
import { runsText } from "./doc-text.ts";

/** A beginning, and what comes after it. */
export type Cut<T> = { readonly head: T; readonly tail: T };

/** The most of `count` for which something still holds that holds for all below it; 0 where it holds for none. */
export function mostThat(count: number, holds: (some: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Cuts code after at most so many characters, at the end of a line where there is one. The line's end goes: that of the
 * message stands for it. Nothing else is lost.
 */
export function cutCode(text: string, most: number): Cut<string> {
  const line = text.lastIndexOf("\n", most);
  if (line > 0) return { head: text.slice(0, line), tail: text.slice(line + 1) };
  const at = betweenCharacters(text, most);
  return { head: text.slice(0, at), tail: text.slice(at) };
}

/** No account has a longer name. */
const longestName = 300;

/**
 * Cuts runs after at most so many characters, between words where there are some. Who is mentioned stays whole, and so
 * does a link without text.
 */
export function cutRuns(runs: readonly Run[], most: number): Cut<readonly Run[]> {
  const text = runs.map(shownOf).join("");
  const space = text.slice(0, most + 1).search(/\s\S*$/);
  const at = space > 0 ? space : betweenCharacters(text, most);
  const gap = space > 0 ? 1 : 0;
  return { head: slice(runs, 0, at), tail: slice(runs, at + gap, Number.POSITIVE_INFINITY) };
}

function slice(runs: readonly Run[], from: number, to: number): readonly Run[] {
  let start = 0;
  return runs.flatMap((run): readonly Run[] => {
    const { length } = shownOf(run);
    const [first, last] = [Math.max(from - start, 0), Math.min(to - start, length)];
    start += length;
    if (isWhole(run)) return first === 0 && to > start - length ? [run] : [];
    if (last <= first) return [];
    if ("mention" in run) return [{ text: run.name.slice(first, last) }];
    if ("text" in run) return [{ ...run, text: run.text.slice(first, last) }];
    return [{ ...run, runs: slice(run.runs, first, last) }];
  });
}

/** What can be cut of it: of a link what stands on it, since its address is part of each half. */
function shownOf(run: Run): string {
  if ("link" in run) return isWhole(run) ? standIn : run.runs.map(shownOf).join("");
  return runsText([plain(run)]);
}

/** Something that is no space: a place to be cut at would be lost. */
const standIn = "\u{fffc}";

function isWhole(run: Run): boolean {
  if ("mention" in run) return run.name.length <= longestName;
  return "link" in run && runsText(run.runs).trim() === "";
}

/** Without the marks of code, which are no characters of it. */
function plain(run: Run): Run {
  return "text" in run ? { text: run.text } : run;
}

/** At least one character, and none of those that take two places cut in half. */
function betweenCharacters(text: string, most: number): number {
  const at = Math.max(1, Math.min(most, text.length));
  if (!isHigh(text, at - 1)) return at;
  return at > 1 ? at - 1 : 2;
}

function isHigh(text: string, index: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(index));
}

import { compare } from "./compare.ts";
import { type Evaluated, verdictOn } from "./eval-counts.ts";

/** Questions that want one entry and find another. */
export type Confusion = {
  readonly entry: string;
  readonly lost_to: string;
  readonly count: number;
  readonly questions: readonly string[];
};

/**
 * What came of the questions that want an entry: right / asked is its recall, right / (right + taken) its precision.
 *
 * - lost: neither served nor offered
 * - taken: questions lost to this entry, and those it answers though nothing is wanted
 */
export type EntryCounts = {
  readonly entry: string;
  readonly asked: number;
  readonly right: number;
  readonly offered: number;
  readonly lost: number;
  readonly taken: number;
};

/** Which entries lose questions to which, most first. */
export function confusionsOf(evaluated: readonly Evaluated[]): readonly Confusion[] {
  const lost = evaluated.flatMap((one) => {
    const [entry, lost_to] = [ownerOf(one), takerOf(one)];
    return entry === undefined || lost_to === undefined ? [] : [{ entry, lost_to, q: one.q }];
  });
  const byPair = Map.groupBy(lost, ({ entry, lost_to }) => JSON.stringify([entry, lost_to]));
  return [...byPair.values()]
    .flatMap((own): readonly Confusion[] => {
      const [one] = own;
      if (!one) return [];
      const { entry, lost_to } = one;
      return [{ entry, lost_to, count: own.length, questions: own.map(({ q }) => q) }];
    })
    .sort(
      (a, b) => b.count - a.count || compare(a.entry, b.entry) || compare(a.lost_to, b.lost_to),
    );
}

/** Every entry that is wanted or found instead of another; those that lose and take most first. */
export function entryCountsOf(evaluated: readonly Evaluated[]): readonly EntryCounts[] {
  const wanted = Map.groupBy(evaluated, ownerOf);
  const takers = Map.groupBy(evaluated, takerOf);
  const entries = [...new Set([...wanted.keys(), ...takers.keys()])];
  return entries
    .filter((entry) => entry !== undefined)
    .map((entry): EntryCounts => {
      const verdicts = (wanted.get(entry) ?? []).map(verdictOn);
      const right = verdicts.filter((verdict) => verdict === "right").length;
      const offered = verdicts.filter((verdict) => verdict === "offered").length;
      const asked = verdicts.length;
      const taken = takers.get(entry)?.length ?? 0;
      return { entry, asked, right, offered, lost: asked - right - offered, taken };
    })
    .sort((a, b) => b.lost + b.taken - a.lost - a.taken || compare(a.entry, b.entry));
}

/** The entry that a question counts for: of several that will do the one found, else the first named. */
function ownerOf({ want, got }: Evaluated): string | undefined {
  const found = typeof got === "string" ? [got] : (got ?? []);
  return found.find((id) => want.includes(id)) ?? want[0];
}

/** What a question found that it must not: what was served or offered first, else what came first, sure enough or not. */
function takerOf(one: Evaluated): string | undefined {
  const verdict = verdictOn(one);
  if (verdict === "right" || verdict === "offered") return undefined;
  const shown = typeof one.got === "string" ? one.got : one.got?.[0];
  const taker = shown ?? one.first?.id;
  return taker === undefined || one.want.includes(taker) ? undefined : taker;
}

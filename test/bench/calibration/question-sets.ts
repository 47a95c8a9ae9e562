import { findCandidates } from "../../../src/search/candidates.ts";
import type { Signals } from "../../../src/search/confidence.ts";
import { shippedEncoder } from "../../../src/search/encoder/shipped-encoder.ts";
import type { Candidate, Evidence, TrigramCache } from "../../../src/search/evidence.ts";
import { createInvertedIndex } from "../../../src/search/inverted-index.ts";
import { createWordLikeness, fitOf } from "../../../src/search/likeness.ts";
import { createMeaningIndex } from "../../../src/search/meaning.ts";
import { leadsAmong, signalsOf } from "../../../src/search/signals.ts";
import { type Entry, loadSets, type Question, sampled } from "../load-sets.ts";
import { pseudoBases } from "./pseudo-bases.ts";

/** A question with the evidence for each entry that may be meant. */
export type Case = {
  readonly set: string;
  /** What sets of one source share; a set is never judged by weights learned from its own family. */
  readonly family: string;
  /** 0 for the base as it is; else the number of a smaller one made of it. */
  readonly base: number;
  /** Share of the traffic that it stands for, over all cases of its set and base 1: those without an answer make 30 %. */
  readonly weight: number;
  readonly answerable: boolean;
  readonly candidates: readonly Weighed[];
};

type Weighed = {
  readonly evidence: Evidence;
  readonly right: boolean;
  /** Under these weights of the order; made when asked for: it takes long. */
  readonly signals: (order: Evidence) => Signals;
};

const unanswerableShare = 0.3;

/**
 * Puts the questions of every set in `folder` to its own knowledge base, and to smaller ones made of it.
 *
 * @param most of more questions of a set so many are asked
 * @param smaller whether the smaller ones are asked, too
 */
export function readCases(
  folder: string,
  split: "dev" | "test",
  most: number,
  smaller: boolean,
): readonly Case[] {
  return loadSets(folder).flatMap(({ name, entries, questions }) => {
    const own = questions.filter((question) => question.split === split);
    const bases = smaller ? pseudoBases(entries) : [entries];
    return bases.flatMap((base, number) => casesOf(name, number, base, sampled(own, most)));
  });
}

function casesOf(
  set: string,
  base: number,
  entries: readonly Entry[],
  queries: readonly Question[],
): readonly Case[] {
  const index = createInvertedIndex(
    entries.map(({ body, ...entry }) => ({
      ...entry,
      keywords: [],
      headings: [],
      body: body.split("\n"),
      boost: 1,
    })),
  );
  const meaning = createMeaningIndex(index, shippedEncoder());
  const likeness = createWordLikeness(shippedEncoder());
  const trigrams: TrigramCache = new Map();
  const held = new Set(entries.map(({ id }) => id));
  const asked = queries.map(({ text, gold }) => ({
    text,
    gold: gold.filter((id) => held.has(id)),
  }));
  const without = asked.filter(({ gold }) => gold.length === 0).length;
  const share = without === 0 ? 0 : unanswerableShare;
  return asked.map(({ text, gold }): Case => {
    const { query, candidates } = findCandidates(text, index, meaning, trigrams, () => true);
    const weigh = (candidate: Candidate): Weighed => ({
      evidence: candidate.evidence,
      right: gold.includes(entries[candidate.entry]?.id ?? ""),
      signals: (order) =>
        signalsOf(
          candidate,
          leadsAmong(candidates, order)(candidate),
          fitOf(query, candidate.entry, index, likeness),
        ),
    });
    return {
      set,
      family: set.replace(/-.*/, ""),
      base,
      weight: gold.length === 0 ? share / without : (1 - share) / (asked.length - without),
      answerable: gold.length > 0,
      candidates: candidates.map(weigh),
    };
  });
}

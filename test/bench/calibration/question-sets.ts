import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { findCandidates } from "../../../src/search/candidates.ts";
import type { Evidence, TrigramCache } from "../../../src/search/evidence.ts";
import { createInvertedIndex } from "../../../src/search/inverted-index.ts";

/** A question with the evidence for each entry that may be meant. */
export type Case = {
  readonly set: string;
  /** Share of the traffic that it stands for, over all cases of its set 1: questions without an answer make 30 %. */
  readonly weight: number;
  readonly answerable: boolean;
  readonly known: number;
  readonly candidates: readonly { readonly evidence: Evidence; readonly right: boolean }[];
};

const entrySchema = z.object({
  id: z.string(),
  title: z.string(),
  questions: z.array(z.string()),
  body: z.string(),
});
const querySchema = z.object({
  text: z.string(),
  gold: z.array(z.string()),
  split: z.enum(["dev", "test"]),
});

const unanswerableShare = 0.3;
/** Of larger sets every n-th question: more change no figure in its second place. */
const mostPerSet = 700;

/** Puts the questions of every set in `folder` to its own knowledge base. */
export function readCases(folder: string, split: "dev" | "test"): readonly Case[] {
  return readdirSync(folder).flatMap((set) => {
    const entries = readLines(join(folder, set, "corpus.jsonl"), entrySchema);
    const queries = readLines(join(folder, set, "queries.jsonl"), querySchema).filter(
      (query) => query.split === split,
    );
    const index = createInvertedIndex(
      entries.map(({ body, ...entry }) => ({
        ...entry,
        keywords: [],
        headings: [],
        body: body.split("\n"),
        boost: 1,
      })),
    );
    const trigrams: TrigramCache = new Map();
    const step = Math.ceil(queries.length / mostPerSet);
    const chosen = queries.filter((_, at) => at % step === 0);
    const without = chosen.filter(({ gold }) => gold.length === 0).length;
    const share = without === 0 ? 0 : unanswerableShare;
    return chosen.map(({ text, gold }): Case => {
      const { query, candidates } = findCandidates(text, index, trigrams, () => true);
      return {
        set,
        weight: gold.length === 0 ? share / without : (1 - share) / (chosen.length - without),
        answerable: gold.length > 0,
        known: query.known,
        candidates: candidates.map(({ entry, evidence }) => ({
          evidence,
          right: gold.includes(entries[entry]?.id ?? ""),
        })),
      };
    });
  });
}

function readLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

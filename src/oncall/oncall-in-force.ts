import { oncallFileName } from "../knowledge/catalogue.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import { withLastGood } from "./last-good-oncall.ts";
import { type Oncall, oncallOf } from "./oncall.ts";

/** On-call that follows a knowledge folder. */
export type OncallInForce = {
  /** As the folder says it, with what is broken in it as it was last good. */
  now(): Oncall;
  /** Ids of schedules and policies of which an older version is in force, because the newer one is broken. */
  kept(): readonly string[];
};

type Seen = { readonly of: Corpus; readonly oncall: Oncall; readonly kept: readonly string[] };

/**
 * Reads on-call out of the corpus in force, once for each corpus. What was last good is remembered of those seen so far, so
 * that whoever swaps them asks once after each. What has not changed in the file stays the same object.
 */
export function createOncallInForce(corpus: () => Corpus): OncallInForce {
  let seen: Seen | undefined;
  function look(): Seen {
    const of = corpus();
    if (seen?.of === of) return seen;
    const text = of.catalogueFiles.find(({ file }) => file === oncallFileName)?.text;
    const oncall = oncallOf(text, of.catalogue);
    const { file, kept } = withLastGood(oncall.file, seen?.oncall.file);
    seen = { of, oncall: { ...oncall, file }, kept };
    return seen;
  }
  return { now: () => look().oncall, kept: () => look().kept };
}

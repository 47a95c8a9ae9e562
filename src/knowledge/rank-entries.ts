import type { Hit, Ranking } from "../search/ranking.ts";
import type { KnowledgeBase } from "./index-knowledge.ts";
import { learnedBehind, verdictsFor } from "./learned.ts";

/**
 * Searches the entries of a base, and lets votes count: what enough people have said counts for everybody, and what one
 * person has said in full for that person. To others it is offered, and only where nothing else answers them.
 *
 * @param voice who asks, as votes name them; undefined: nobody who has voted
 * @param allows whether the asker may know of an entry
 */
export function rankEntries(
  question: string,
  { corpus, index, tentative, learned }: KnowledgeBase,
  voice: string | undefined,
  allows: (id: string) => boolean,
): Ranking {
  const { preferred, against } = verdictsFor(learned, question, voice);
  const verdict = (id: string) => {
    const entry = corpus.entryById.get(id);
    if (entry && against(entry)) return "rejected";
    return id === preferred ? "preferred" : undefined;
  };
  const settled = index.search(question, { allows, verdict });
  if (!tentative) return settled;
  /** Undefined: the hit does not rest on what one person alone has said. */
  const isOwn = (hit: Pick<Hit, "id" | "unit">): boolean | undefined => {
    const behind = learnedBehind(learned, hit);
    if (!behind || behind.isShared) return undefined;
    return voice !== undefined && behind.voices.includes(voice);
  };
  const vouched = (hit: Pick<Hit, "id" | "unit">) => isOwn(hit) ?? true;
  const ranking = tentative.search(question, { allows, verdict, vouched });
  const [first] = ranking.hits;
  switch (first && isOwn(first)) {
    case undefined:
      return settled;
    case true:
      return ranking;
    case false:
      return settled.outcome === "answer" ? settled : ranking;
  }
}

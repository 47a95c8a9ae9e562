import type { Steps } from "../kernel/steps.ts";
import { type KnowledgeBase, taughtSteps } from "../knowledge/index-knowledge.ts";
import { learnFrom } from "./learn.ts";
import { voiceOf } from "./voice.ts";
import type { Vote } from "./vote.ts";
import type { StoredVote, VoteListStore } from "./vote-list-store.ts";

/** A knowledge base that has learned from people's votes. */
export type TaughtKnowledge = {
  /** What is in force; swapped whole. */
  base(): KnowledgeBase;
  /** Takes in what has been voted since, and a base that has been swapped; calls at the same time share the work. */
  refresh(): Promise<void>;
};

/**
 * Keeps a base taught.
 *
 * @param knowledge the base as its folder gives it
 * @param compute runs what takes long
 */
export function createTaughtKnowledge(given: {
  readonly knowledge: () => KnowledgeBase;
  readonly votes: Pick<VoteListStore, "list" | "fingerprint">;
  readonly compute: <T>(steps: Steps<T>) => Promise<T>;
}): TaughtKnowledge {
  const { knowledge, votes, compute } = given;
  let of: KnowledgeBase | undefined;
  let fingerprint: string | undefined;
  let taught: KnowledgeBase | undefined;
  let refreshing: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const [plain, now] = [knowledge(), await votes.fingerprint()];
    if (plain === of && now === fingerprint) return;
    taught = await compute(teachSteps(plain, await votes.list()));
    [of, fingerprint] = [plain, now];
  }
  return {
    base: () => taught ?? knowledge(),
    async refresh() {
      // One that is under way may have read before the last vote.
      await refreshing?.catch(() => undefined);
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      await refreshing;
    },
  };
}

/** Teaches a base that has been taught nothing what these votes say. */
export function teachSteps(
  base: KnowledgeBase,
  votes: readonly StoredVote[],
): Steps<KnowledgeBase> {
  return taughtSteps(base, learnFrom(namedVotes(votes, base)));
}

/** Votes with who gave them as the base knows people. */
export function namedVotes(
  votes: readonly StoredVote[],
  { corpus: { catalogue } }: KnowledgeBase,
): readonly Vote[] {
  return votes.map(({ by, ...vote }) => ({ ...vote, voice: voiceOf(by, catalogue) }));
}

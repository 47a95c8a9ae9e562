import type { Action } from "../../../chat/action.ts";
import { type Conversation, conversationKey, type MessageRef } from "../../../chat/conversation.ts";
import type { Clock } from "../../../kernel/clock.ts";

/** What a message of ours offers to press. */
export type Offer = {
  readonly on: MessageRef;
  readonly actions: readonly Action[];
  /** Events of our own reactions, which show what can be pressed. */
  readonly seeds: readonly string[];
};

/** Where they are kept. */
export type OfferRows = {
  find(event: string): Promise<Offer | undefined>;
  /** The one that was put first there last. */
  newest(where: Conversation): Promise<Offer | undefined>;
  /** Keeps it in place of what was kept of its message before, and where that stood among the others. */
  put(offer: Offer, at: Temporal.Instant): Promise<void>;
  remove(event: string): Promise<void>;
  /** Forgets what was put before an instant, and not again since. */
  forgetBefore(at: Temporal.Instant): Promise<void>;
};

export type Offers = {
  on(event: string): Promise<Offer | undefined>;
  newest(where: Conversation): Promise<Offer | undefined>;
  keep(offer: Offer): Promise<void>;
  /** Nothing can be pressed there any more. */
  end(event: string): Promise<void>;
};

/** Whoever presses later is told nothing, and asks anew. */
const keptFor = Temporal.Duration.from({ hours: 30 * 24 });

export function createOffers(rows: OfferRows, clock: Clock): Offers {
  return {
    on: rows.find,
    newest: rows.newest,
    async keep(offer) {
      const at = clock.now();
      await rows.forgetBefore(at.subtract(keptFor));
      await rows.put(offer, at);
    },
    end: rows.remove,
  };
}

/** Keeps them as long as the process lives. */
export function rememberedOffers(): OfferRows {
  const known = new Map<string, { readonly offer: Offer; readonly at: Temporal.Instant }>();
  return {
    find: async (event) => known.get(event)?.offer,
    async newest(where) {
      const isThere = ({ on: { message: _message, ...conversation } }: Offer) =>
        conversationKey(conversation) === conversationKey(where);
      return [...known.values()].findLast(({ offer }) => isThere(offer))?.offer;
    },
    async put(offer, at) {
      known.set(offer.on.message, { offer, at });
    },
    async remove(event) {
      known.delete(event);
    },
    async forgetBefore(at) {
      for (const [event, { at: since }] of known) {
        if (Temporal.Instant.compare(since, at) < 0) known.delete(event);
      }
    },
  };
}

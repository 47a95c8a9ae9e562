import type { Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "../chat/chat-tables.ts";
import { type Principal, principalKey } from "../chat/conversation.ts";
import { instantSchema } from "../chat/instant-schema.ts";
import type { GapTables } from "../gaps/gap-tables.ts";
import type { GapsFeature } from "../gaps/gaps-feature.ts";
import type { VoteSource } from "../learning/vote.ts";
import { verdictKey } from "./verdict-key.ts";

type VerdictTables = Pick<ChatTables, "feedback" | "shown_commands"> & GapTables;

/** What people say an answer was worth, with its version; one verdict for each of them, the last one. */
type Verdict = {
  readonly entry: string;
  readonly hash: string;
  readonly helpful: boolean;
  /** What it answers, as it may be stored. */
  readonly question: string;
  /** How it was said. */
  readonly source: VoteSource;
  readonly by: Principal;
  readonly reply: string;
  readonly at: Temporal.Instant;
};

/** Somebody asked for the commands of a dangerous runbook, and has them. */
type ShownRecord = {
  readonly entry: string;
  readonly environment: string | undefined;
  readonly danger: string;
  readonly by: string;
  readonly conversation: string;
  readonly at: Temporal.Instant;
};

/** What people were shown, and what they say of it. */
export type VerdictStore = {
  /**
   * Keeps a verdict in place of an earlier one of that person on that reply, with whose miss it does away. The same verdict
   * again changes nothing but how it was said.
   */
  vote(
    transaction: Transaction<VerdictTables>,
    verdict: Verdict,
  ): Promise<{ readonly isNew: boolean }>;
  /** Does away with a verdict, and its miss; one that another has replaced is gone already. */
  takeBack(
    transaction: Transaction<VerdictTables>,
    verdict: Pick<Verdict, "helpful" | "by" | "reply">,
  ): Promise<void>;
  /** Adds the reason to a verdict of that person on that reply. */
  reason(
    transaction: Transaction<VerdictTables>,
    reply: string,
    by: string,
    reason: string,
  ): Promise<void>;
  shown(transaction: Transaction<VerdictTables>, record: ShownRecord): Promise<void>;
};

/** Every method is part of the transaction that says so to people, too. */
export function createVerdictStore(given: {
  readonly gaps: Pick<GapsFeature, "withdrawWithin">;
}): VerdictStore {
  return {
    async vote(transaction, verdict) {
      const { entry, hash, helpful, question, source, by, reply, at } = verdict;
      const before = await standing(transaction, reply, by);
      const isNew = before?.helpful !== helpful;
      if (!isNew && before.source === source) return { isNew };
      if (isNew && before) await withdrawMiss(transaction, before, by);
      const said = {
        entry,
        entry_hash: hash,
        verdict: helpful ? "helpful" : "not-helpful",
        reason: null,
        at: at.epochMilliseconds,
        question,
        source,
      };
      await transaction
        .insertInto("feedback")
        .values({ ...said, principal: principalKey(by), reply_key: reply })
        .onConflict((conflict) => conflict.columns(["reply_key", "principal"]).doUpdateSet(said))
        .execute();
      return { isNew };
    },
    async takeBack(transaction, { helpful, by, reply }) {
      const before = await standing(transaction, reply, by);
      if (before?.helpful !== helpful) return;
      await withdrawMiss(transaction, before, by);
      await transaction
        .deleteFrom("feedback")
        .where("reply_key", "=", reply)
        .where("principal", "=", principalKey(by))
        .execute();
    },
    async reason(transaction, reply, by, reason) {
      await transaction
        .updateTable("feedback")
        .set({ reason })
        .where("reply_key", "=", reply)
        .where("principal", "=", by)
        .execute();
    },
    async shown(transaction, { entry, environment, danger, by, conversation, at }) {
      await transaction
        .insertInto("shown_commands")
        .values({
          entry,
          environment: environment ?? null,
          danger,
          principal: by,
          conversation_key: conversation,
          at: at.epochMilliseconds,
        })
        .execute();
    },
  };

  async function withdrawMiss(
    transaction: Transaction<VerdictTables>,
    { entry, helpful, at }: Standing,
    by: Principal,
  ): Promise<void> {
    if (helpful) return;
    // It was recorded in the same transaction, and so at the same instant.
    await given.gaps.withdrawWithin(transaction, { key: verdictKey(entry), asker: by, at });
  }
}

const standingSchema = z
  .object({
    entry: z.string(),
    verdict: z.enum(["helpful", "not-helpful"]),
    source: z.string(),
    at: instantSchema,
  })
  .transform(({ verdict, ...row }) => ({ ...row, helpful: verdict === "helpful" }));

type Standing = z.infer<typeof standingSchema>;

/** The verdict of that person on that reply. */
async function standing(
  transaction: Transaction<VerdictTables>,
  reply: string,
  by: Principal,
): Promise<Standing | undefined> {
  const row = await transaction
    .selectFrom("feedback")
    .select(["entry", "verdict", "source", "at"])
    .where("reply_key", "=", reply)
    .where("principal", "=", principalKey(by))
    .executeTakeFirst();
  return row && standingSchema.parse(row);
}

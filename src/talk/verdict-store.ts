import type { Transaction } from "kysely";
import type { ChatTables } from "../chat/chat-tables.ts";

type VerdictTables = Pick<ChatTables, "feedback" | "shown_commands">;

/** What people say an answer was worth, with its version; one verdict for each of them, the last one. */
type Verdict = {
  readonly entry: string;
  readonly hash: string;
  readonly helpful: boolean;
  /** Principal key. */
  readonly by: string;
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

export type VerdictStore = {
  vote(transaction: Transaction<VerdictTables>, verdict: Verdict): Promise<void>;
  /** Adds the reason to a verdict of that person on that reply. */
  reason(
    transaction: Transaction<VerdictTables>,
    reply: string,
    by: string,
    reason: string,
  ): Promise<void>;
  shown(transaction: Transaction<VerdictTables>, record: ShownRecord): Promise<void>;
};

/** Every method is one statement of the transaction that says so to people, too. */
export function createVerdictStore(): VerdictStore {
  return {
    async vote(transaction, { entry, hash, helpful, by, reply, at }) {
      const verdict = helpful ? "helpful" : "not-helpful";
      await transaction
        .insertInto("feedback")
        .values({
          entry,
          entry_hash: hash,
          verdict,
          reason: null,
          principal: by,
          reply_key: reply,
          at: at.epochMilliseconds,
        })
        .onConflict((conflict) =>
          conflict.columns(["reply_key", "principal"]).doUpdateSet({ verdict, reason: null }),
        )
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
}

import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "../chat/chat-tables.ts";
import { type Checklist, checklistSchema } from "./checklist.ts";
import { type Walk, walkSchema } from "./walk-state.ts";

export type WalkTables = Pick<ChatTables, "walk">;

/** A runbook that is walked, or a checklist: whatever goes on in a thread. */
export type Going = Walk | Checklist;

export type StoredWalk<Kind extends Going = Going> = {
  readonly id: number;
  readonly conversationKey: string;
  readonly going: Kind;
};

/** A conversation has at most one of each kind that has not ended. */
export type WalkStore = {
  /** The walk that goes on in a conversation, asleep or not. */
  running(conversationKey: string): Promise<StoredWalk<Walk> | undefined>;
  /** The checklist that is ticked in a conversation. */
  ticking(conversationKey: string): Promise<StoredWalk<Checklist> | undefined>;
  /** Begins one, and ends the former of its kind in the conversation, whose last words are the caller's to say. */
  start(
    transaction: Transaction<WalkTables>,
    conversationKey: string,
    going: Going,
    at: Temporal.Instant,
  ): Promise<StoredWalk>;
  /** Keeps what became of it; one that has ended in the meantime stays ended. */
  save(
    transaction: Transaction<WalkTables>,
    stored: StoredWalk,
    at: Temporal.Instant,
  ): Promise<void>;
  /** Ends one as it is. */
  end(transaction: Transaction<WalkTables>, id: number, at: Temporal.Instant): Promise<void>;
  /** Puts to sleep what is due at `at` or was before, and gives it: nothing has to be said. */
  sleepDue(at: Temporal.Instant): Promise<readonly StoredWalk<Walk>[]>;
};

const goingSchema = z.union([walkSchema, checklistSchema]);
const rowSchema = z.object({ id: z.int(), conversation_key: z.string(), body: z.string() });

/**
 * @param report hears of a row that cannot be read, by its id; it counts as not there, and a new walk ends it
 */
export function createWalkStore(
  db: Kysely<WalkTables>,
  report: (id: number, error: unknown) => void,
): WalkStore {
  const read = (row: { readonly id: number }): StoredWalk | undefined => {
    try {
      const { id, conversation_key: conversationKey, body } = rowSchema.parse(row);
      return { id, conversationKey, going: z.decode(goingSchema, JSON.parse(body)) };
    } catch (error) {
      report(row.id, error);
      return undefined;
    }
  };
  const goingOn = async (conversationKey: string, kind: Going["kind"]) => {
    const rows = await db
      .selectFrom("walk")
      .select(["id", "conversation_key", "body"])
      .where("conversation_key", "=", conversationKey)
      .where("kind", "=", kind)
      .where("state", "!=", "ended")
      .orderBy("id", "desc")
      .execute();
    return rows.map(read).find((stored) => stored !== undefined);
  };
  return {
    async running(conversationKey) {
      const stored = await goingOn(conversationKey, "runbook");
      return stored && walkOf(stored);
    },
    async ticking(conversationKey) {
      const stored = await goingOn(conversationKey, "checklist");
      const { going } = stored ?? {};
      return stored && going?.kind === "checklist" ? { ...stored, going } : undefined;
    },
    async start(transaction, conversationKey, going, at) {
      await transaction
        .updateTable("walk")
        .set({ state: "ended", due_at: null, changed_at: at.epochMilliseconds })
        .where("conversation_key", "=", conversationKey)
        .where("kind", "=", going.kind)
        .where("state", "!=", "ended")
        .execute();
      const row = await transaction
        .insertInto("walk")
        .values({
          ...columnsOf(going),
          conversation_key: conversationKey,
          kind: going.kind,
          starter: going.starter.principal,
          started_at: going.startedAt.epochMilliseconds,
          changed_at: at.epochMilliseconds,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return { id: row.id, conversationKey, going };
    },
    async save(transaction, { id, going }, at) {
      await transaction
        .updateTable("walk")
        .set({ ...columnsOf(going), changed_at: at.epochMilliseconds })
        .where("id", "=", id)
        .where("state", "!=", "ended")
        .execute();
    },
    async end(transaction, id, at) {
      await transaction
        .updateTable("walk")
        .set({ state: "ended", due_at: null, changed_at: at.epochMilliseconds })
        .where("id", "=", id)
        .execute();
    },
    sleepDue: (at) =>
      db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom("walk")
          .select(["id", "conversation_key", "body"])
          .where("due_at", "<=", at.epochMilliseconds)
          .where("state", "=", "running")
          .orderBy("id")
          .execute();
        const slept: StoredWalk<Walk>[] = [];
        for (const row of rows) {
          const stored = read(row);
          const walk = stored && walkOf(stored);
          const going = walk && { ...walk.going, asleep: true, dueAt: undefined };
          await transaction
            .updateTable("walk")
            .set({ state: "sleeping", due_at: null, ...(going ? columnsOf(going) : {}) })
            .where("id", "=", row.id)
            .execute();
          if (walk && going) slept.push({ ...walk, going });
        }
        return slept;
      }),
  };
}

function walkOf(stored: StoredWalk): StoredWalk<Walk> | undefined {
  const { going } = stored;
  return going.kind === "runbook" ? { ...stored, going } : undefined;
}

function columnsOf(going: Going) {
  const body = JSON.stringify(z.encode(goingSchema, going));
  if (going.kind === "checklist") {
    const state = going.ended ? "ended" : "running";
    return { entry: going.entry, entry_hash: going.hash, state, body, due_at: null };
  }
  const { text, position, asleep, dueAt } = going;
  const isOver = position.at === "ended";
  return {
    entry: text.entry,
    entry_hash: text.hash,
    state: isOver ? "ended" : asleep ? "sleeping" : "running",
    body,
    due_at: isOver || asleep ? null : (dueAt?.epochMilliseconds ?? null),
  };
}

import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { ChatTables } from "../chat/chat-tables.ts";
import type { Principal } from "../chat/conversation.ts";
import { instantSchema } from "../chat/instant-schema.ts";
import { platformSchema } from "../chat/platform-schema.ts";
import { type Vote, voteSources } from "./vote.ts";

/** A vote with the account that gave it, and the key of the reply that it was on. */
export type StoredVote = Omit<Vote, "voice"> & {
  readonly by: Principal;
  readonly reply: string;
};

/** The votes that there are, for whoever learns from them or looks after them. */
export type VoteListStore = {
  /** The newest 20,000 that say on which question they are, oldest first. */
  list(): Promise<readonly StoredVote[]>;
  /** Differs from before whenever a vote has come, gone or changed. */
  fingerprint(): Promise<string>;
};

/** A company of 50 votes as often in ten years. */
const mostVotes = 20_000;

type VoteTables = Pick<ChatTables, "feedback">;

export function createVoteListStore(db: Kysely<VoteTables>): VoteListStore {
  return {
    async list() {
      const rows = await db
        .selectFrom("feedback")
        .select([
          "id",
          "entry",
          "entry_hash",
          "verdict",
          "principal",
          "at",
          "question",
          "source",
          "reply_key",
        ])
        .where("question", "is not", null)
        .orderBy("id", "desc")
        .limit(mostVotes)
        .execute();
      return votesSchema.parse(rows.toReversed());
    },
    async fingerprint() {
      const row = await db
        .selectFrom("feedback")
        .select([
          sql<unknown>`count(*)`.as("count"),
          sql<unknown>`max(id)`.as("newest"),
          sql<unknown>`max(at)`.as("latest"),
          // A clock that was set back must not hide that somebody changed their mind.
          sql<unknown>`sum(verdict = 'helpful')`.as("helpful"),
        ])
        .executeTakeFirst();
      return JSON.stringify(row);
    },
  };
}

const principalKeySchema = z
  .string()
  .transform((key) => z.tuple([platformSchema, z.string(), z.string()]).parse(JSON.parse(key)))
  .transform(([platform, workspace, user]) => ({ platform, workspace, user }));

const votesSchema = z.array(
  z
    .object({
      id: z.int(),
      entry: z.string(),
      entry_hash: z.string(),
      verdict: z.enum(["helpful", "not-helpful"]),
      principal: principalKeySchema,
      at: instantSchema,
      question: z.string(),
      source: z.enum(voteSources),
      reply_key: z.string(),
    })
    .transform(
      ({ entry_hash: hash, reply_key: reply, principal: by, verdict, ...row }): StoredVote => ({
        ...row,
        by,
        hash,
        reply,
        helpful: verdict === "helpful",
      }),
    ),
);

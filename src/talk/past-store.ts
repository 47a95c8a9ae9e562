import { type Kysely, sql } from "kysely";
import type { ChatTables } from "../chat/chat-tables.ts";
import { type MessageRef, type RoomRef, roomKey } from "../chat/conversation.ts";
import { stillKey } from "../chat/still-looking.ts";

/** What the rows of chat tell of before. */
export type PastStore = {
  /** Instants of the replies that count for a room's budget, those of the last minute. */
  repliesIn(room: RoomRef, at: Temporal.Instant): Promise<readonly Temporal.Instant[]>;
  /** Whether somebody pressed something under a reply. */
  isPressed(reply: string): Promise<boolean>;
  /** When a message came of which nothing but an edit was ever worked on; undefined for any other. */
  mendedUnseen(message: MessageRef): Promise<Temporal.Instant | undefined>;
};

export function createPastStore(
  db: Kysely<Pick<ChatTables, "inbox" | "outbox" | "press">>,
): PastStore {
  return {
    async repliesIn(room, at) {
      const since = at.subtract({ minutes: 1 }).epochMilliseconds;
      const counted = () =>
        db
          .selectFrom("outbox")
          .where("lane", "=", roomKey(room))
          .where(({ or, eb }) =>
            or([eb("update_of", "is", null), eb("update_of", "like", stillKey("%"))]),
          )
          .where("key", "like", "answer:%");
      const sent = await counted()
        .select("sent_at as at")
        .where("state", "=", sql.lit("sent"))
        .where("sent_at", ">", since)
        .execute();
      const waiting = await counted()
        .select("created_at as at")
        .where("state", "in", [sql.lit("queued"), sql.lit("sending")])
        .execute();
      return [...sent, ...waiting].flatMap((row) =>
        row.at === null ? [] : [Temporal.Instant.fromEpochMilliseconds(row.at)],
      );
    },
    async isPressed(reply) {
      const row = await db
        .selectFrom("press")
        .select("value")
        .where("value", ">=", `${reply}/`)
        .where("value", "<", `${reply}0`) // the character after the slash
        .where("used_by", "is not", null)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async mendedUnseen({ platform, workspace, room, message }) {
      const rows = await db
        .selectFrom("inbox")
        .select(["outcome", "received_at"])
        .where("message", "=", message)
        .where("room", "=", room)
        .where("workspace", "=", workspace)
        .where("platform", "=", platform)
        .where("state", "<>", "working")
        .orderBy("id")
        .execute();
      const [first] = rows;
      const isUnseen = rows.every(({ outcome }) => outcome === "silent:edited");
      return first && isUnseen
        ? Temporal.Instant.fromEpochMilliseconds(first.received_at)
        : undefined;
    },
  };
}

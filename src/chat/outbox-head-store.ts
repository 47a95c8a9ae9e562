import { sql, type Transaction } from "kysely";
import type { ChatTables } from "./chat-tables.ts";
import type { PlatformName } from "./conversation.ts";

/** Slack takes about one message a second in a room: https://docs.slack.dev/apis/web-api/rate-limits. Others say when to wait. */
const slackPaceMs = 1_000;

const page = 3;

/**
 * Asks for the reply that is next on one of `platforms`: pages before alerts, answers and infos; of one importance, those of
 * a room in the order in which they were queued. A room has one reply on its way at a time. One that is put off holds up its
 * room, but no page.
 */
export function headAt(
  transaction: Transaction<ChatTables>,
  now: number,
  platforms: readonly PlatformName[],
) {
  return transaction
    .selectFrom("outbox as head")
    .select("head.id")
    .where("head.state", "=", sql.lit("queued"))
    .where("head.platform", "in", platforms)
    .where("head.due_at", "<=", now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("outbox as busy")
            .select("busy.id")
            .whereRef("busy.lane", "=", "head.lane")
            .where("busy.state", "=", sql.lit("sending")),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("outbox as first")
            .select("first.id")
            .whereRef("first.lane", "=", "head.lane")
            .whereRef("first.id", "<>", "head.id")
            .where("first.state", "=", sql.lit("queued"))
            .where(({ or, and, eb, ref }) =>
              or([
                eb("first.importance", ">", ref("head.importance")),
                and([
                  eb("first.importance", "=", ref("head.importance")),
                  eb("first.place", "<", ref("head.place")),
                ]),
                and([eb("head.importance", "<", page), eb("first.due_at", ">", now)]),
                and([eb("first.root", "=", ref("head.root")), eb("first.id", "<", ref("head.id"))]),
              ]),
            ),
        ),
      ),
    )
    .where(({ or, eb, not, exists, selectFrom }) =>
      or([
        eb("head.platform", "<>", "slack"),
        eb("head.importance", "=", page),
        not(
          exists(
            selectFrom("outbox as paced")
              .select("paced.id")
              .whereRef("paced.lane", "=", "head.lane")
              .where("paced.state", "=", sql.lit("sent"))
              .where("paced.sent_at", ">", now - slackPaceMs)
              .where("paced.sent_at", "<=", now),
          ),
        ),
      ]),
    )
    .orderBy("head.importance", "desc")
    .orderBy("head.place")
    .limit(1);
}

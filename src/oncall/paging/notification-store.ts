import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Via } from "../page/personal-rules.ts";
import type { PagingTables } from "./paging-tables.ts";

/** Something that one person is to hear of a page by one way, before it has a row. */
export type NewNotification = {
  /** What has the same key is planned once. */
  readonly key: string;
  readonly page: number;
  readonly turn: number;
  readonly person: string;
  readonly via: Via;
  /** `news`: it tells of a page that was sent before. */
  readonly kind: "page" | "news";
  /** It is sent only while the page is triggered; until it is resolved; whatever becomes of it. */
  readonly lasts: "triggered" | "open" | "always";
  /** What it says; undefined: what the page says. */
  readonly text: string | undefined;
  readonly due: Temporal.Instant;
};

/** One that waits, or was taken up and not let go. */
export type WaitingNotification = Pick<NewNotification, "page" | "person" | "via"> & {
  readonly id: number;
  readonly nextTry: Temporal.Instant;
};

/** Taken up by a worker. Only who holds its newest fence may write what became of it. */
export type LeasedNotification = NewNotification & {
  readonly id: number;
  readonly fence: number;
  readonly nonce: string;
  /** Tries before this one. */
  readonly attempts: number;
};

/** What is sent to people of a page by the ways that each of them has. Nothing is deleted. */
export type NotificationStore = {
  add(
    transaction: Transaction<PagingTables>,
    notifications: readonly NewNotification[],
    newNonce: () => string,
  ): Promise<void>;
  /** Ends what waits, or lies in the outbox; news go on. What is under way is looked at when it is taken up again. */
  cancel(transaction: Transaction<PagingTables>, page: number): Promise<void>;
  /** Everybody whom the page was sent to, or is being sent to, with the ways of that. */
  reached(
    transaction: Transaction<PagingTables>,
    page: number,
  ): Promise<readonly Pick<NewNotification, "person" | "via" | "turn">[]>;
  /** Everybody whom the newest turn picked, sent to or not, and from when on they hear of the page. */
  lastAsked(
    transaction: Transaction<PagingTables>,
    page: number,
  ): Promise<ReadonlyMap<string, Temporal.Instant>>;
  /** Ways of a page that fail, the oldest first. */
  troubles(
    transaction: Transaction<PagingTables>,
    page: number,
  ): Promise<
    readonly {
      readonly person: string;
      readonly via: Via;
      readonly outcome: "failing" | "refused";
      readonly why: string;
    }[]
  >;
  /** Everything that waits, in the order in which it is due. */
  waiting(): Promise<readonly WaitingNotification[]>;
  /** Takes up those of them that still wait, for as long as given; those whose page has moved on are ended. */
  lease(
    transaction: Transaction<PagingTables>,
    ids: readonly number[],
    until: Temporal.Instant,
  ): Promise<readonly LeasedNotification[]>;
  /** Has those of them that wait be looked at no sooner than that. */
  putOff(
    transaction: Transaction<PagingTables>,
    ids: readonly number[],
    until: Temporal.Instant,
  ): Promise<void>;
  /**
   * Has those wait again whose worker was not heard of since.
   *
   * @param latest no lease that is given now ends later: one that does was given before the clock was set back
   */
  freeExpired(at: Temporal.Instant, latest: Temporal.Instant): Promise<void>;
  /** For the start: nobody can be at any of them. */
  freeAll(): Promise<void>;
  /** False where somebody else has it by now: nothing is written. */
  conclude(
    transaction: Transaction<PagingTables>,
    leased: Pick<LeasedNotification, "id" | "fence">,
    end:
      | { readonly state: "accepted"; readonly at: Temporal.Instant }
      | { readonly state: "handed"; readonly at: Temporal.Instant }
      | { readonly state: "cancelled" }
      | { readonly state: "refused"; readonly why: string }
      | { readonly state: "waiting"; readonly why: string; readonly nextTry: Temporal.Instant },
  ): Promise<boolean>;
  /** Has the next rule of the same person in the same turn count now. */
  hurry(
    transaction: Transaction<PagingTables>,
    of: Pick<NewNotification, "page" | "turn" | "person">,
    at: Temporal.Instant,
  ): Promise<void>;
  /** Those in the outbox of which it is known by now what became of them. */
  settledInOutbox(): Promise<
    readonly (LeasedNotification & {
      readonly outcome: "sent" | "failed" | "gone";
      readonly error: string | undefined;
      readonly sentAt: Temporal.Instant | undefined;
    })[]
  >;
  /**
   * How many went, or were handed on, to a person by a way after an instant and until another, and when the last one did.
   * What is later was sent before the clock was set back.
   */
  sentBetween(
    transaction: Transaction<PagingTables>,
    to: Pick<NewNotification, "person" | "via">,
    since: Temporal.Instant,
    until: Temporal.Instant,
  ): Promise<{ readonly count: number; readonly last: Temporal.Instant | undefined }>;
};

const rowSchema = z.object({
  id: z.int(),
  key: z.string(),
  page: z.int(),
  turn: z.int(),
  person: z.string(),
  via: z.enum(["slack", "matrix", "console", "memory", "ntfy", "email", "webhook"]),
  kind: z.enum(["page", "news"]),
  lasts: z.enum(["triggered", "open", "always"]),
  text: z.string().nullable(),
  due_at: z.int(),
  next_try_at: z.int(),
  fence: z.int(),
  attempts: z.int(),
  nonce: z.string(),
});

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

function leasedFrom(row: unknown): LeasedNotification {
  const { text, due_at, next_try_at: _, ...columns } = rowSchema.parse(row);
  return { ...columns, text: text ?? undefined, due: instant(due_at) };
}

export function createNotificationStore(db: Kysely<PagingTables>): NotificationStore {
  return {
    async add(transaction, notifications, newNonce) {
      for (const { text, due, ...columns } of notifications) {
        const ms = due.epochMilliseconds;
        const when = { due_at: ms, next_try_at: ms };
        await transaction
          .insertInto("page_notification")
          .values({ ...columns, ...when, text: text ?? null, state: "waiting", nonce: newNonce() })
          .onConflict((conflict) => conflict.column("key").doNothing())
          .execute();
      }
    },
    async cancel(transaction, page) {
      const inChat = transaction
        .selectFrom("page_notification")
        .select("key")
        .where("page", "=", page)
        .where("state", "=", sql.lit("handed"))
        .where("kind", "=", sql.lit("page"))
        .where("lasts", "<>", sql.lit("always"));
      // What chat is sending right now is not sent again where this try does not get through.
      await transaction
        .updateTable("outbox")
        .set({ not_after: 0 })
        .where("state", "=", sql.lit("sending"))
        .where("key", "in", inChat)
        .execute();
      await transaction
        .updateTable("outbox")
        .set({ state: "cancelled", body: null })
        .where("state", "=", sql.lit("queued"))
        .where("key", "in", inChat)
        .execute();
      await transaction
        .updateTable("page_notification")
        .set({ state: "cancelled" })
        .where("page", "=", page)
        .where("kind", "=", sql.lit("page"))
        .where("lasts", "<>", sql.lit("always"))
        .where((is) =>
          is.or([
            is("state", "=", sql.lit("waiting")),
            is.and([
              is("state", "=", sql.lit("handed")),
              is("key", "in", (from) =>
                from.selectFrom("outbox").select("key").where("state", "=", sql.lit("cancelled")),
              ),
            ]),
          ]),
        )
        .execute();
    },
    async reached(transaction, page) {
      const rows = await transaction
        .selectFrom("page_notification")
        .selectAll()
        .where("page", "=", page)
        .where("kind", "=", sql.lit("page"))
        .where("state", "in", [sql.lit("accepted"), sql.lit("handed"), sql.lit("sending")])
        .orderBy("id")
        .execute();
      return rows.map(leasedFrom);
    },
    async lastAsked(transaction, page) {
      const rows = await transaction
        .selectFrom("page_notification")
        .select(["person", ({ fn }) => fn.min("due_at").as("due_at")])
        .where("page", "=", page)
        .where("kind", "=", sql.lit("page"))
        .where("state", "<>", sql.lit("cancelled"))
        .where("turn", "=", (from) =>
          from
            .selectFrom("page_notification")
            .select(({ fn }) => fn.max("turn").as("turn"))
            .where("page", "=", page)
            .where("kind", "=", sql.lit("page")),
        )
        .groupBy("person")
        .orderBy((of) => of.fn.min("id"))
        .execute();
      const schema = rowSchema.pick({ person: true, due_at: true });
      return new Map(
        rows.map((row) => {
          const { person, due_at } = schema.parse(row);
          return [person, instant(due_at)];
        }),
      );
    },
    async troubles(transaction, page) {
      const rows = await transaction
        .selectFrom("page_notification")
        .select(["person", "via", "state", "error"])
        .where("page", "=", page)
        .where("state", "in", [sql.lit("waiting"), sql.lit("sending"), sql.lit("refused")])
        .where("error", "is not", null)
        .orderBy("id")
        .execute();
      const schema = rowSchema.pick({ person: true, via: true });
      return rows.map(({ state, error, ...to }) => ({
        ...schema.parse(to),
        outcome: state === "refused" ? "refused" : "failing",
        why: error ?? "",
      }));
    },
    async waiting() {
      const rows = await db
        .selectFrom("page_notification")
        .select(["id", "page", "person", "via", "next_try_at"])
        .where("state", "=", sql.lit("waiting"))
        .orderBy("next_try_at")
        .orderBy("id")
        .execute();
      const schema = rowSchema.pick({
        id: true,
        page: true,
        person: true,
        via: true,
        next_try_at: true,
      });
      return rows.map((row) => {
        const { next_try_at, ...columns } = schema.parse(row);
        return { ...columns, nextTry: instant(next_try_at) };
      });
    },
    async lease(transaction, ids, until) {
      await transaction
        .updateTable("page_notification")
        .set({ state: "cancelled" })
        .where("id", "in", ids)
        .where("state", "=", sql.lit("waiting"))
        .where((is) =>
          is.or([
            is.and([
              is("lasts", "=", sql.lit("triggered")),
              is("page", "not in", (from) =>
                from.selectFrom("page").select("number").where("state", "=", sql.lit("triggered")),
              ),
            ]),
            is.and([
              is("lasts", "=", sql.lit("open")),
              is("page", "in", (from) =>
                from.selectFrom("page").select("number").where("state", "=", sql.lit("resolved")),
              ),
            ]),
          ]),
        )
        .execute();
      const rows = await transaction
        .updateTable("page_notification")
        .set(({ eb }) => ({
          state: "sending",
          lease_until: until.epochMilliseconds,
          fence: eb("fence", "+", 1),
        }))
        .where("id", "in", ids)
        .where("state", "=", sql.lit("waiting"))
        .returningAll()
        .execute();
      return rows.map(leasedFrom).sort((a, b) => a.id - b.id);
    },
    async putOff(transaction, ids, until) {
      await transaction
        .updateTable("page_notification")
        .set({ next_try_at: until.epochMilliseconds })
        .where("id", "in", ids)
        .where("state", "=", sql.lit("waiting"))
        .execute();
    },
    async freeExpired(at, latest) {
      await db
        .updateTable("page_notification")
        .set({ state: "waiting", lease_until: null })
        .where("state", "=", sql.lit("sending"))
        .where((is) =>
          is.or([
            is("lease_until", "<=", at.epochMilliseconds),
            is("lease_until", ">", latest.epochMilliseconds),
          ]),
        )
        .execute();
    },
    async freeAll() {
      await db
        .updateTable("page_notification")
        .set({ state: "waiting", lease_until: null })
        .where("state", "=", sql.lit("sending"))
        .execute();
    },
    async conclude(transaction, { id, fence }, end) {
      const { numUpdatedRows } = await transaction
        .updateTable("page_notification")
        .set(({ eb }) => ({
          state: end.state,
          lease_until: null,
          ...(end.state === "accepted" || end.state === "handed"
            ? { sent_at: end.at.epochMilliseconds }
            : end.state === "cancelled"
              ? {}
              : { error: end.why, attempts: eb("attempts", "+", 1) }),
          ...(end.state === "waiting" ? { next_try_at: end.nextTry.epochMilliseconds } : {}),
        }))
        .where("id", "=", id)
        .where("fence", "=", fence)
        .where("state", "in", [sql.lit("sending"), sql.lit("handed"), sql.lit("waiting")])
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async hurry(transaction, { page, turn, person }, at) {
      const later = transaction
        .selectFrom("page_notification")
        .where("page", "=", page)
        .where("turn", "=", turn)
        .where("person", "=", person)
        .where("kind", "=", sql.lit("page"))
        .where("attempts", "=", 0)
        .where("state", "=", sql.lit("waiting"));
      const next = await later
        .select(({ fn }) => fn.min("due_at").as("due_at"))
        .where("due_at", ">", at.epochMilliseconds)
        .executeTakeFirst();
      if (next?.due_at == null) return;
      const ms = at.epochMilliseconds;
      await transaction
        .updateTable("page_notification")
        .set({ due_at: ms, next_try_at: ms })
        .where("id", "in", later.select("id").where("due_at", "=", next.due_at))
        .execute();
    },
    async settledInOutbox() {
      const rows = await db
        .selectFrom("page_notification")
        .innerJoin("outbox", "outbox.key", "page_notification.key")
        .selectAll("page_notification")
        .select([
          "outbox.state as out_state",
          "outbox.error as out_error",
          "outbox.sent_at as out_sent_at",
        ])
        .where("page_notification.state", "=", sql.lit("handed"))
        .where("outbox.state", "not in", [sql.lit("queued"), sql.lit("sending")])
        .execute();
      return rows.map(({ out_state, out_error, out_sent_at, ...row }) => ({
        ...leasedFrom(row),
        outcome: out_state === "sent" || out_state === "failed" ? out_state : "gone",
        error: out_error ?? undefined,
        sentAt: out_sent_at === null ? undefined : instant(out_sent_at),
      }));
    },
    async sentBetween(transaction, { person, via }, since, until) {
      const row = await transaction
        .selectFrom("page_notification")
        .select([sql<number>`count(*)`.as("count"), sql<number | null>`max(sent_at)`.as("last")])
        .where("person", "=", person)
        .where("via", "=", via)
        .where("sent_at", ">", since.epochMilliseconds)
        .where("sent_at", "<=", until.epochMilliseconds)
        .executeTakeFirstOrThrow();
      const { count, last } = z.object({ count: z.int(), last: z.int().nullable() }).parse(row);
      return { count, last: last === null ? undefined : instant(last) };
    },
  };
}

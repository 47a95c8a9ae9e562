import { type CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from "kysely";
import { z } from "zod";
import { createChatCore } from "../../src/chat/chat-core.ts";
import type { ChatPlatform } from "../../src/chat/chat-platform.ts";
import type { ChatReport } from "../../src/chat/chat-report.ts";
import type { ChatTables } from "../../src/chat/chat-tables.ts";
import type { Conversation } from "../../src/chat/conversation.ts";
import { paragraph } from "../../src/chat/doc.ts";
import type { Handle } from "../../src/chat/handled.ts";
import type { InboxItem } from "../../src/chat/inbox-item.ts";
import { createInboxStore } from "../../src/chat/inbox-store.ts";
import { createOutboxStore } from "../../src/chat/outbox-store.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

/** What a handler of the tests writes to, beside the tables of chat. */
export type NotedTables = ChatTables & { readonly note: { readonly text: string } };

export const nine = Temporal.Instant.from("2026-11-25T09:00:00Z");

/** Does to the statements of a database what a test says; `undefined` is nothing. */
type Interference = { before: ((node: RootOperationNode) => void) | undefined };

/** Opens stores and clock on a database in memory, with all that is needed to watch them. */
export async function openChat() {
  const storage = await openStorage<NotedTables>(inMemory);
  await migrateStorage(storage);
  await sql`create table note (text text not null) strict`.execute(storage.db);
  const interference: Interference = { before: undefined };
  const db = storage.db.withPlugin(interfering(interference));
  const clock = createStoppedClock(nine);
  const inbox = createInboxStore(db);
  const outbox = createOutboxStore(db);
  const reported: (readonly [string, unknown])[] = [];
  const report: ChatReport = {
    fault: (error, where) => reported.push([where, String(error)]),
    itemFailed: ({ errorId }) => reported.push(["itemFailed", errorId]),
    replyFailed: ({ key, reason }) => reported.push(["replyFailed", `${key}: ${reason}`]),
    replyCancelled: (key) => reported.push(["replyCancelled", key]),
    replyPlain: (platform) => reported.push(["replyPlain", platform]),
  };
  let random = 0;
  const randomHex = (bytes: number) => {
    random += 1;
    return random.toString(16).padStart(bytes * 2, "0");
  };
  return {
    db,
    clock,
    inbox,
    outbox,
    report,
    reported,
    randomHex,
    interference,
    close: storage.close,
    queue: (...replies: readonly Reply[]) =>
      db
        .transaction()
        .execute((transaction) =>
          outbox.queue(transaction, replies, clock.now(), () => randomHex(16)),
        ),
    core: (platforms: readonly ChatPlatform[], handle: Handle<NotedTables> = echo) =>
      createChatCore({
        db,
        platforms,
        handle,
        onFailed: (item, errorId) => [
          aReply(`failed:${item.dedupKey}`, `Error ${errorId}`, { to: whereOf(item) }),
        ],
        clock,
        report,
        randomHex,
      }),
    /** All that the inbox and the outbox hold, to be compared. */
    everything: async () => ({
      inbox: await storage.db.selectFrom("inbox").selectAll().orderBy("id").execute(),
      outbox: await storage.db.selectFrom("outbox").selectAll().orderBy("id").execute(),
      notes: await storage.db.selectFrom("note").selectAll().execute(),
    }),
    inboxStates: async () =>
      (
        await storage.db
          .selectFrom("inbox")
          .select(["dedup_key", "state", "outcome"])
          .orderBy("id")
          .execute()
      ).map((row) => `${row.dedup_key} ${row.outcome ?? row.state}`),
    outboxStates: async () =>
      (
        await storage.db
          .selectFrom("outbox")
          .select(["key", "state", "error"])
          .orderBy("id")
          .execute()
      ).map((row) => [row.key, row.state, ...(row.error === null ? [] : [row.error])].join(" ")),
    /** How the engine goes about a statement, a line a step. */
    async planOf(node: RootOperationNode) {
      const query: CompiledQuery = storage.db.getExecutor().compileQuery(node, { queryId: "plan" });
      const { rows } = await storage.db.executeQuery({
        ...query,
        sql: `explain query plan ${query.sql}`,
      });
      return z
        .array(z.object({ detail: z.string() }))
        .parse(rows)
        .map(({ detail }) => detail);
    },
  };
}

function interfering(interference: Interference): KyselyPlugin {
  return {
    transformQuery({ node }) {
      interference.before?.(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

const line: Conversation = { platform: "memory", workspace: "w", room: "r" };

/** A reply into the main line of room r. */
export function aReply(key: string, text = key, given: Partial<Reply> = {}): Reply {
  return {
    key,
    to: line,
    doc: [paragraph(text)],
    actions: [],
    audience: "everyone",
    importance: "answer",
    broadcast: false,
    ...given,
  };
}

function whereOf(item: InboxItem): Conversation {
  if (item.kind !== "message") return line;
  const { message: _, ...where } = item.message;
  return where;
}

/** Answers each message where it was written. */
export const echo: Handle<NotedTables> = async (item, inboxId) => ({
  outcome: "answer",
  async write(transaction) {
    const text = item.kind === "message" ? item.text : item.kind;
    await transaction.insertInto("note").values({ text }).execute();
    return [aReply(`answer:${inboxId}`, `You said: ${text}`, { to: whereOf(item) })];
  },
});

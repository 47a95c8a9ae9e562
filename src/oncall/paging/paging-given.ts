import type { Kysely, Transaction } from "kysely";
import type { Conversation } from "../../chat/conversation.ts";
import type { OutboxStore } from "../../chat/outbox-store.ts";
import type { MuteStore } from "./mute-store.ts";
import type { PageRunbook } from "./paging.ts";
import type { PagingTables } from "./paging-tables.ts";
import type { PageWriting, WritingGiven } from "./writing/page-writing.ts";

export type PagingGiven = WritingGiven & {
  readonly db: Kysely<PagingTables>;
  readonly mutes: MuteStore;
  /** Ids of schedules of which an older version is in force. */
  readonly keptSchedules: () => readonly string[];
  readonly outbox: Pick<OutboxStore, "queue" | "byMessage">;
  /** The room of a name as policies write it; undefined: there is none, or it cannot be known now. */
  readonly roomOf: (written: string) => Conversation | undefined;
  /** Where the team looks, as it is written. */
  readonly oncallRoom: string | undefined;
  /** Where pages stand that nobody asked for in a room, and whose policy names none. */
  readonly otherwise: Conversation | undefined;
  /** Lets the buttons of a page be pressed where it stands. */
  readonly offerPresses: (
    transaction: Transaction<PagingTables>,
    page: number,
    home: Conversation,
    at: Temporal.Instant,
  ) => Promise<void>;
  /** For everybody to read; the alert's, else the service's. */
  readonly runbookFor: (
    alert: string | undefined,
    service: string | undefined,
  ) => PageRunbook | undefined;
};

export type PagingWriting = PageWriting<PagingGiven>;

import type { Kysely, Transaction } from "kysely";
import type { Conversation, PlatformName } from "../../../chat/conversation.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { Notifier } from "../../notify/notifier.ts";
import type { Via } from "../../page/personal-rules.ts";
import type { LinkStore } from "../link-store.ts";
import type { PagingTables } from "../paging-tables.ts";
import type { PageWriting, WritingGiven } from "../writing/page-writing.ts";

export type DeliveryGiven = WritingGiven & {
  readonly db: Kysely<PagingTables>;
  readonly notifiers: readonly Notifier[];
  /** Where somebody, by id, talks to us alone on a platform; throws where that cannot be known now. */
  readonly directRoom: (person: string, on: PlatformName) => Promise<Conversation | undefined>;
  readonly offerPresses: (
    transaction: Transaction<PagingTables>,
    page: number,
    where: Conversation,
    at: Temporal.Instant,
  ) => Promise<void>;
  readonly links: Pick<LinkStore, "add">;
  /** Where people reach us by a browser; undefined: notifications have no links. */
  readonly publicUrl: string | undefined;
  readonly clock: Clock;
  readonly report: { readonly fault: (error: unknown) => void };
};

export type DeliveryWriting = PageWriting<DeliveryGiven>;

/** One way to one person. */
export type Lane<Way extends Via = Via> = { readonly person: string; readonly via: Way };

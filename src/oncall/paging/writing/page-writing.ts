import type { Transaction } from "kysely";
import type { OutboxStore } from "../../../chat/outbox-store.ts";
import type { RoomSettingStore } from "../../../chat/room-setting-store.ts";
import type { Person } from "../../../knowledge/person.ts";
import type { PageWords } from "../../page/page-words.ts";
import type { Via } from "../../page/personal-rules.ts";
import type { Roster } from "../../roster.ts";
import type { MuteStore } from "../mute-store.ts";
import type { NotificationStore } from "../notification-store.ts";
import type { PageStore } from "../page-store.ts";
import { pageWordsFor } from "../page-words-for.ts";
import type { PagingTables } from "../paging-tables.ts";

/** What writing pages takes. */
export type WritingGiven = {
  readonly pages: PageStore;
  readonly notifications: NotificationStore;
  readonly mutes: Pick<MuteStore, "list">;
  readonly outbox: Pick<OutboxStore, "queue">;
  readonly settings: Pick<RoomSettingStore, "load">;
  readonly roster: () => Roster;
  /** Ways to somebody that run here. */
  readonly waysOf: (person: Person) => readonly Via[];
  /** The company's zone. */
  readonly timeZone: string;
  readonly randomHex: (bytes: number) => string;
};

/** A transaction in which pages are written, all of it at one instant. */
export type PageWriting<Given extends WritingGiven = WritingGiven> = Given & {
  readonly transaction: Transaction<PagingTables>;
  readonly at: Temporal.Instant;
  readonly words: PageWords;
  readonly newNonce: () => string;
};

const nonceBytes = 16;

export function writingIn<Given extends WritingGiven>(
  transaction: Transaction<PagingTables>,
  at: Temporal.Instant,
  given: Given,
): PageWriting<Given> {
  const words = pageWordsFor(given.roster(), given.timeZone);
  return { ...given, transaction, at, words, newNonce: () => given.randomHex(nonceBytes) };
}

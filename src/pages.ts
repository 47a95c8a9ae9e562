import type { Kysely, Transaction } from "kysely";
import type { ChatPlatform } from "./chat/chat-platform.ts";
import type { Conversation, RoomRef } from "./chat/conversation.ts";
import type { OutboxStore } from "./chat/outbox-store.ts";
import { createRoomSettingStore } from "./chat/room-setting-store.ts";
import type { Clock } from "./kernel/clock.ts";
import type { KnowledgeBase } from "./knowledge/index-knowledge.ts";
import type { Person } from "./knowledge/person.ts";
import type { DirectRooms } from "./oncall/direct-rooms.ts";
import type { Notifier } from "./oncall/notify/notifier.ts";
import type { Via } from "./oncall/page/personal-rules.ts";
import { createDamagedPages, type DamagedPages } from "./oncall/paging/damaged-pages-feature.ts";
import { createDelivery } from "./oncall/paging/delivery/delivery-worker.ts";
import { createLinkStore } from "./oncall/paging/link-store.ts";
import { createMuteStore } from "./oncall/paging/mute-store.ts";
import type { NamedRooms } from "./oncall/paging/named-rooms.ts";
import { createNotificationStore } from "./oncall/paging/notification-store.ts";
import { createPageStore } from "./oncall/paging/page-store.ts";
import { createPager, type Pager } from "./oncall/paging/pager-worker.ts";
import type { Paging } from "./oncall/paging/paging.ts";
import { createPaging } from "./oncall/paging/paging-feature.ts";
import type { PagingTables } from "./oncall/paging/paging-tables.ts";
import { pageActs, pagePressKey } from "./oncall/paging/status-doc.ts";
import type { Roster } from "./oncall/roster.ts";
import { runbookForPage } from "./runbooks/runbook-for-page.ts";
import type { PressStore } from "./talk/press-store.ts";

export type PagesParts = {
  readonly db: Kysely<PagingTables>;
  readonly platforms: readonly ChatPlatform[];
  readonly notifiers?: readonly Notifier[] | undefined;
  readonly knowledge: () => Pick<KnowledgeBase, "corpus">;
  readonly roster: () => Roster;
  /** Takes in what was changed of who is on call. */
  readonly refresh: () => Promise<void>;
  readonly keptSchedules: () => readonly string[];
  readonly oncallRoom?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly directRooms: DirectRooms;
  readonly rooms: NamedRooms;
  readonly presses: Pick<PressStore, "offer">;
  readonly outbox: OutboxStore;
  readonly usesOf: (entry: string) => number;
  readonly clock: Clock;
  readonly elapsedMs?: (() => number) | undefined;
  readonly timeZone: string;
  readonly randomHex: (bytes: number) => string;
  readonly moved: () => void;
  /** The clock was set back: what waits in chat would wait too long. */
  readonly setBack: (at: Temporal.Instant) => Promise<unknown>;
  readonly fault: (error: unknown) => void;
};

export type Pages = {
  readonly paging: Paging;
  readonly pager: Pager;
  readonly damaged: DamagedPages;
  /** Is told of a room that is not there any more. */
  readonly roomGone: (room: RoomRef) => void;
};

/** Puts together what pages people: what is written of a page, and what lets it escalate. */
export function createPages(parts: PagesParts): Pages {
  const { db, platforms, knowledge, oncallRoom, presses, directRooms, rooms, fault } = parts;
  const { notifiers = [] } = parts;
  const report = { fault };
  const pages = createPageStore(db);
  async function offerPresses(
    transaction: Transaction<PagingTables>,
    page: number,
    conversation: Conversation,
    at: Temporal.Instant,
  ): Promise<void> {
    for (const act of pageActs) {
      const value = pagePressKey(page, act);
      const press = { do: "page", page, act } as const;
      const offered = { value, conversation, press, allowed: "anyone", once: false } as const;
      await presses.offer(transaction, { ...offered, asker: undefined }, at);
    }
  }
  const written = {
    ...parts,
    pages,
    notifications: createNotificationStore(db),
    mutes: createMuteStore(db),
    settings: createRoomSettingStore(db),
    waysOf: (person: Person): readonly Via[] => [
      ...directRooms.platformsOf(person),
      ...notifiers.flatMap(({ via }) => (person[via] === undefined ? [] : [via])),
    ],
    offerPresses,
  };
  const paging = createPaging({
    ...written,
    oncallRoom,
    roomOf: rooms.roomOf,
    otherwise: platforms.find(({ onlyRoom }) => onlyRoom)?.onlyRoom,
    runbookFor(alert, service) {
      const found = runbookForPage(knowledge().corpus, { alert, service }, parts.usesOf);
      return found && { entry: found.id, title: found.title };
    },
  });
  const delivery = createDelivery({
    ...written,
    notifiers,
    directRoom: directRooms.on,
    links: createLinkStore(db),
    publicUrl: parts.publicUrl,
    report,
  });
  const pager = createPager({
    ...parts,
    paging,
    pages,
    delivery,
    async beside(at) {
      await parts.refresh();
      await rooms.refresh(at);
    },
    report,
  });
  const damaged = createDamagedPages({ ...written, paging, report });
  return { paging, pager, damaged, roomGone: rooms.forget };
}

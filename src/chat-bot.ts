import type { Kysely } from "kysely";
import { type BotParts, createBot } from "./bot.ts";
import { type ChatCore, createChatCore } from "./chat/chat-core.ts";
import type { ChatPlatform } from "./chat/chat-platform.ts";
import type { ChatReport } from "./chat/chat-report.ts";
import type { Conversation, PlatformName, Principal } from "./chat/conversation.ts";
import { createOutboxStore } from "./chat/outbox-store.ts";
import type { Pictures } from "./chat/pictures.ts";
import { createRoomSettingStore } from "./chat/room-setting-store.ts";
import type { Later } from "./chat/working-sign.ts";
import type { GapsFeature } from "./gaps/gaps-feature.ts";
import { keptQuestion } from "./gaps/kept-question.ts";
import type { Clock } from "./kernel/clock.ts";
import { atOnce, type Steps } from "./kernel/steps.ts";
import { createTaughtKnowledge } from "./learning/taught-knowledge.ts";
import { createVoteListStore } from "./learning/vote-list-store.ts";
import { createDirectRooms } from "./oncall/direct-rooms.ts";
import { createDutySignsFeature } from "./oncall/duty-signs-feature.ts";
import { createLiveRoster } from "./oncall/live-roster.ts";
import { createNoticeStore } from "./oncall/notice-store.ts";
import { createNoticesFeature } from "./oncall/notices-feature.ts";
import type { Notifier } from "./oncall/notify/notifier.ts";
import { createOncallInForce, type OncallInForce } from "./oncall/oncall-in-force.ts";
import { createOverlayStore } from "./oncall/overlay-store.ts";
import { createNamedRoomStore } from "./oncall/paging/named-room-store.ts";
import { createNamedRooms } from "./oncall/paging/named-rooms.ts";
import type { Paging } from "./oncall/paging/paging.ts";
import { createPeopleOnCall } from "./oncall/people-on-call.ts";
import { createPages } from "./pages.ts";
import { createWalkStore } from "./runbooks/walk-store.ts";
import { createConversationStore } from "./talk/conversation-store.ts";
import { failedReplies } from "./talk/failed-replies.ts";
import { createPastStore } from "./talk/past-store.ts";
import { createPressStore } from "./talk/press-store.ts";
import { createServedStore } from "./talk/served-store.ts";
import { stillLookingFor } from "./talk/still-looking-for.ts";
import { createTalkFeature } from "./talk/talk-feature.ts";
import type { TalkTables } from "./talk/talk-tables.ts";
import { createVerdictStore } from "./talk/verdict-store.ts";
import { createWifiFeature, type WifiSettings } from "./wifi/wifi-feature.ts";

export type ChatBotParts = Pick<BotParts, "knowledge"> & {
  readonly db: Kysely<TalkTables>;
  readonly gaps: Pick<GapsFeature, "recordWithin" | "withdrawWithin" | "askedBy">;
  /** Left out: read out of the knowledge base in force. */
  readonly oncall?: OncallInForce | undefined;
  readonly platforms: readonly ChatPlatform[];
  readonly clock: Clock;
  /** The company's zone. */
  readonly timeZone: string;
  readonly report: ChatReport;
  readonly randomHex: (bytes: number) => string;
  /** Shows networks; left out: there are none. */
  readonly wifi?: WifiSettings | undefined;
  /** Runs what takes long, such as learning from votes; left out: without a break. */
  readonly compute?: (<T>(steps: Steps<T>) => Promise<T>) | undefined;
  /** Ways other than chat by which people are paged. */
  readonly notifiers?: readonly Notifier[] | undefined;
  /** Where the team looks, as it is written: `#ops`. */
  readonly oncallRoom?: string | undefined;
  /** Where people reach us by a browser; left out: notifications have no links. */
  readonly publicUrl?: string | undefined;
  /** A steady clock in milliseconds; left out: only the clock on the wall says what is due. */
  readonly elapsedMs?: (() => number) | undefined;
  /** When the working sign shows; left out: by timers. */
  readonly later?: Later | undefined;
};

type PlatformState = {
  readonly part: PlatformName;
  readonly up: boolean;
  readonly detail?: string | undefined;
};

export type ChatBot = Omit<ChatCore, "settle"> & {
  /** Its platforms, and whether each works now. */
  readonly health: () => readonly PlatformState[];
  /** @param patienceMs how long it waits for a way to somebody that does not answer; left out: for ever */
  settle(patienceMs?: number): Promise<void>;
  readonly paging: Paging;
  /** Says when what is due of pages was last looked for; undefined: not yet. */
  readonly pulse: () => { readonly lastTickAt: Temporal.Instant | undefined };
  /** What its platforms make pictures by. */
  readonly pictures: Pictures;
};

/** Puts the bot into conversation: what platforms take in is decided once and answered once. */
export function createChatBot(parts: ChatBotParts): ChatBot {
  const { db, gaps, platforms, clock, timeZone, report, randomHex, later } = parts;
  const walks = createWalkStore(db, (_id, error) => report.fault(error, "handle"));
  const served = createServedStore(db);
  const taught = createTaughtKnowledge({
    knowledge: parts.knowledge,
    votes: createVoteListStore(db),
    compute: parts.compute ?? (async (steps) => atOnce(steps)),
  });
  const knowledge = taught.base;
  const oncall = parts.oncall ?? createOncallInForce(() => knowledge().corpus);
  const overlays = createOverlayStore(db);
  const duty = createLiveRoster({ oncall: oncall.now, overlays });
  const onCall = createPeopleOnCall({ roster: duty.roster, now: () => clock.now() });
  const bot = createBot({ knowledge, usesOf: served.usesOf, onCall });
  const platformOf = (name: string) => {
    const platform = platforms.find((one) => one.name === name);
    if (!platform) throw new Error(`No platform is called ${name}`);
    return platform;
  };
  const self = (platform: PlatformName): Principal =>
    platformOf(platform).self?.() ?? { platform, workspace: "local", user: "ama" };
  const outbox = createOutboxStore(db);
  const capabilities = (where: Conversation) => platformOf(where.platform).capabilities(where);
  const directRooms = createDirectRooms({
    platforms,
    people: () => duty.roster().oncall.catalogue.people,
    self,
  });
  const rooms = createNamedRooms({
    platforms,
    roster: duty.roster,
    oncallRoom: parts.oncallRoom,
    rooms: createNamedRoomStore(db),
  });
  const presses = createPressStore(db);
  const fault = (error: unknown) => report.fault(error, "handle");
  const { paging, pager, damaged, roomGone } = createPages({
    ...parts,
    oncallRoom: parts.oncallRoom,
    knowledge,
    roster: duty.roster,
    refresh: duty.refresh,
    keptSchedules: oncall.kept,
    directRooms,
    rooms,
    presses,
    outbox,
    usesOf: served.usesOf,
    moved: () => core.wake(),
    setBack: (at) => core.hurry(at),
    fault,
  });
  const wifi = createWifiFeature({
    db,
    corpus: () => knowledge().corpus,
    settings: parts.wifi,
    outbox,
    directRooms: directRooms.all,
    clock,
    timeZone,
    randomHex,
    fault,
  });
  const talk = createTalkFeature({
    answers: bot,
    walkSource: bot.walkSource,
    gaps,
    knowledge,
    conversations: createConversationStore(db),
    presses,
    verdicts: createVerdictStore({ gaps }),
    served,
    walks,
    settings: createRoomSettingStore(db),
    past: createPastStore(db),
    replyShownBy: outbox.byMessage,
    async linkToReply(key) {
      const message = await outbox.sentAs(key);
      return message && (await platformOf(message.platform).linkTo(message));
    },
    roster: duty.roster,
    refreshRoster: duty.refresh,
    onCall,
    keptSchedules: oncall.kept,
    overlays,
    paging,
    wifi,
    clock,
    timeZone,
    keptText: keptQuestion,
    isKnown: (word) => knowledge().names().isWord(word),
    capabilities,
    directRoom: (who) =>
      platformOf(who.platform)
        .directRoom(who)
        .catch(() => undefined),
    readThread: (where, limit) => platformOf(where.platform).readThread(where, limit),
    self,
  });
  const notices = createNoticesFeature({
    db,
    notices: createNoticeStore(db),
    roster: duty.roster,
    timeZone,
    directRooms: directRooms.all,
    outbox,
    randomHex,
    report: {
      fault: (error) => report.fault(error, "handle"),
      dropped({ key, reason }) {
        if (reason === "expired") report.replyCancelled(key);
        else report.replyFailed({ key, reason });
      },
    },
  });
  const signs = createDutySignsFeature({ roster: duty.roster, platforms, rooms, fault });
  /** One after the other; what fails is told, tried again the next time, and takes nothing else down. */
  async function eachAlone(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
    for (const step of steps) await step().catch((error) => report.fault(error, "handle"));
  }
  const core: ChatCore = createChatCore<TalkTables>({
    db,
    platforms,
    async handle(item, inboxId) {
      // What was said before counts already; where that cannot be read, people are answered by what was known.
      await eachAlone([taught.refresh, duty.refresh]);
      return await talk.handle(item, inboxId);
    },
    roomGone,
    secrets: wifi.secrets,
    stillLooking: (item, inboxId) => stillLookingFor(item, inboxId, { capabilities }),
    onFailed: (item, errorId) => failedReplies(item, errorId, knowledge().corpus.catalogue),
    clock,
    report,
    randomHex,
    due: (at) =>
      eachAlone([
        () => walks.sleepDue(at),
        () => served.refresh(at),
        taught.refresh,
        duty.refresh,
        () => notices.refresh(at),
        () => wifi.refresh(at),
        () => damaged.replace(at),
        // A platform that does not answer holds up nothing else.
        () => signs.refresh(at),
      ]),
    later,
    worked: () => pager.kick(),
  });
  return {
    ...core,
    pictures: wifi.pictures,
    paging,
    health: () =>
      platforms.map((platform) => {
        const { state, detail } = platform.health();
        return { part: platform.name, up: state === "up", detail };
      }),
    pulse: () => ({ lastTickAt: pager.lastTick() }),
    async settle(patienceMs?: number) {
      do await core.settle();
      while (await pager.settle(patienceMs));
    },
    wake() {
      core.wake();
      pager.kick();
    },
    async start() {
      await core.start();
      await pager.start();
    },
    async stop() {
      await pager.stop();
      await core.stop();
    },
  };
}

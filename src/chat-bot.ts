import { type BotParts, createBot } from "./bot.ts";
import { type ChatCore, createChatCore } from "./chat/chat-core.ts";
import type { ChatDatabase } from "./chat/chat-database.ts";
import type { ChatPlatform } from "./chat/chat-platform.ts";
import type { ChatReport } from "./chat/chat-report.ts";
import { createOutboxStore } from "./chat/outbox-store.ts";
import { createRoomSettingStore } from "./chat/room-setting-store.ts";
import type { Later } from "./chat/working-sign.ts";
import type { GapsFeature } from "./gaps/gaps-feature.ts";
import { keptQuestion } from "./gaps/kept-question.ts";
import type { Clock } from "./kernel/clock.ts";
import { createWalkStore } from "./runbooks/walk-store.ts";
import { createConversationStore } from "./talk/conversation-store.ts";
import { failedReplies } from "./talk/failed-replies.ts";
import { createPastStore } from "./talk/past-store.ts";
import { createPressStore } from "./talk/press-store.ts";
import { createTalkFeature } from "./talk/talk-feature.ts";
import type { TalkTables } from "./talk/talk-tables.ts";
import { createVerdictStore } from "./talk/verdict-store.ts";

export type ChatBotParts = Pick<BotParts, "knowledge"> & {
  readonly db: ChatDatabase<TalkTables>;
  readonly gaps: Pick<GapsFeature, "recordWithin">;
  readonly platforms: readonly ChatPlatform[];
  readonly clock: Clock;
  /** The company's zone. */
  readonly timeZone: string;
  readonly report: ChatReport;
  readonly randomHex: (bytes: number) => string;
  /** When the working sign shows; left out: by timers. */
  readonly later?: Later | undefined;
};

/** Puts the bot into conversation: what platforms take in is decided once and answered once. */
export function createChatBot(parts: ChatBotParts): ChatCore {
  const { knowledge, db, gaps, platforms, clock, timeZone, report, randomHex, later } = parts;
  const walks = createWalkStore(db, (_id, error) => report.fault(error, "handle"));
  const bot = createBot({ knowledge });
  const platformOf = (name: string) => {
    const platform = platforms.find((one) => one.name === name);
    if (!platform) throw new Error(`No platform is called ${name}`);
    return platform;
  };
  const talk = createTalkFeature({
    answers: bot,
    walkSource: bot.walkSource,
    gaps,
    knowledge,
    conversations: createConversationStore(db),
    presses: createPressStore(db),
    verdicts: createVerdictStore(),
    walks,
    settings: createRoomSettingStore(db),
    past: createPastStore(db),
    replyShownBy: createOutboxStore(db).byMessage,
    clock,
    timeZone,
    keptText: keptQuestion,
    isKnown: (word) => knowledge().names().isWord(word),
    capabilities: (where) => platformOf(where.platform).capabilities(where),
    readThread: (where, limit) => platformOf(where.platform).readThread(where, limit),
    self: (platform) => ({ platform, workspace: "local", user: "ama" }),
  });
  return createChatCore<TalkTables>({
    db,
    platforms,
    handle: talk.handle,
    onFailed: (item, errorId) => failedReplies(item, errorId, knowledge().corpus.catalogue),
    clock,
    report,
    randomHex,
    due: walks.sleepDue,
    later,
  });
}

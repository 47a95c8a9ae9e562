import type { AnswersFeature } from "../answers/answers-feature.ts";
import type { Capabilities, ChatPlatform } from "../chat/chat-platform.ts";
import type { Conversation, MessageRef, PlatformName, Principal } from "../chat/conversation.ts";
import type { RoomSettingStore } from "../chat/room-setting-store.ts";
import type { GapsFeature } from "../gaps/gaps-feature.ts";
import type { Clock } from "../kernel/clock.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import type { OverlayStore } from "../oncall/overlay-store.ts";
import type { Paging } from "../oncall/paging/paging.ts";
import type { Roster } from "../oncall/roster.ts";
import type { Runbooks } from "../runbooks/decide-by-rule.ts";
import type { OnCallOf } from "../runbooks/on-call-of.ts";
import type { WalkStore } from "../runbooks/walk-store.ts";
import type { WifiFeature } from "../wifi/wifi-feature.ts";
import type { ConversationStore } from "./conversation-store.ts";
import type { PastStore } from "./past-store.ts";
import type { PressStore } from "./press-store.ts";
import type { ServedStore } from "./served-store.ts";
import type { VerdictStore } from "./verdict-store.ts";

/** What conversations stand on. */
export type TalkGiven = {
  readonly answers: AnswersFeature;
  readonly walkSource: Runbooks["walkSource"];
  readonly gaps: Pick<GapsFeature, "recordWithin" | "askedBy">;
  readonly knowledge: () => KnowledgeBase;
  readonly conversations: ConversationStore;
  readonly presses: PressStore;
  readonly verdicts: VerdictStore;
  readonly served: Pick<ServedStore, "served">;
  readonly walks: WalkStore;
  readonly settings: RoomSettingStore;
  readonly past: PastStore;
  /** The key of the reply that a message of ours shows. */
  readonly replyShownBy: (message: MessageRef) => Promise<string | undefined>;
  /** An address of the message that shows a reply, where there is one. */
  readonly linkToReply: (key: string) => Promise<string | undefined>;
  /** A text as it may be stored: scrubbed. */
  readonly keptText: (text: string) => string;
  /** Who is on call, by the file and by what people changed in chat. */
  readonly roster: () => Roster;
  /** Takes in what people changed of it since. */
  readonly refreshRoster: () => Promise<void>;
  readonly onCall: OnCallOf;
  /** Schedules that stand as they were, since their file has faults now. */
  readonly keptSchedules: () => readonly string[];
  readonly overlays: Pick<OverlayStore, "add" | "take" | "cancel">;
  readonly paging: Paging;
  readonly wifi: Pick<WifiFeature, "networks" | "reveals" | "messageTtl" | "lackOf">;
  readonly clock: Clock;
  /** The company's zone. */
  readonly timeZone: string;
  readonly capabilities: (where: Conversation) => Promise<Capabilities>;
  readonly readThread: ChatPlatform["readThread"];
  /** Where somebody talks to us alone; undefined: there is no such room, or nobody can tell now. */
  readonly directRoom: (who: Principal) => Promise<Conversation | undefined>;
  /** Whether the knowledge base knows a word, which is then no slip of a command. */
  readonly isKnown: (word: string) => boolean;
  /** Our own account. */
  readonly self: (platform: PlatformName) => Principal;
};

import { principalKey } from "../conversation.ts";
import type { Doc } from "../doc.ts";
import type { Inbound } from "../inbox-item.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { Routed } from "../router.ts";
import { isExplicit, type Pending, type ThreadState } from "../thread-state.ts";
import { isCourtesy } from "./courtesy.ts";
import type { Silence } from "./ending.ts";
import { isFollowUp } from "./follow-up.ts";
import { isFor } from "./is-for.ts";
import { looksLikeQuestion } from "./question-shape.ts";
import { notHere } from "./refusal.ts";
import { aboutUnreadable } from "./unreadable.ts";

/** What we do with a message that is no edit. */
export type Hearing =
  | { readonly hear: "answer" }
  /** It answers a question of ours. */
  | { readonly hear: "pending"; readonly pending: Pending }
  /** In an auto room: look at it again then, with `afterGrace`. */
  | { readonly hear: "wait"; readonly until: Temporal.Instant }
  /** It cannot be read, and may be for us: look at it again then. */
  | { readonly hear: "unreadable"; readonly until: Temporal.Instant }
  | { readonly hear: "unreadable"; readonly doc: Doc }
  /** Said to the writer alone. */
  | { readonly hear: "refuse"; readonly doc: Doc }
  | { readonly hear: "silent"; readonly outcome: Silence };

export type Heard = {
  readonly item: Inbound;
  readonly routed: Routed;
  readonly settings: RoomSettings;
  /** The conversation of the message, before `afterInbound`, as it is now. */
  readonly thread: ThreadState;
  /** Our own account there. */
  readonly self: Inbound["author"]["principal"];
  readonly at: Temporal.Instant;
};

/** Decides whether a message is for us. A command is heard before it is taken for mere thanks. */
export function hear(heard: Heard): Hearing {
  const { item, routed, settings, thread } = heard;
  if (isFromProgram(heard)) return silent("M18");
  const explicit = isExplicit(item) || item.roomKind === "dm";
  if (item.unreadable) return unreadable(heard, explicit);
  if (settings.mode === "off" && !opensRoom(routed)) {
    return explicit ? { hear: "refuse", doc: notHere("off") } : silent("M9");
  }
  if (!explicit && (settings.mode === "off" || thread.stopped)) {
    return silent(thread.stopped ? "M7" : "M9");
  }
  const followsUp = isFollowUp(heard);
  const pending = pendingFor(heard);
  if (pending && (explicit || followsUp || item.message.thread !== undefined)) {
    return { hear: "pending", pending };
  }
  if (routed.kind !== "command" && isCourtesy(item.text)) return silent("M7");
  if (explicit || followsUp) return { hear: "answer" };
  return overhear(heard);
}

/** Whether a message speaks to us is told beside what it says, where it can be told at all. */
function unreadable({ item, settings, thread, at }: Heard, explicit: boolean): Hearing {
  const isForUs = explicit || (item.addressed === "thread" && !thread.stopped);
  if (!isForUs || settings.mode === "off") return silent("M13");
  const unread = aboutUnreadable(item, thread, at);
  switch (unread.do) {
    case "wait":
      return { hear: "unreadable", until: unread.until };
    case "say":
      return { hear: "unreadable", doc: unread.doc };
    case "nothing":
      return silent("M13");
  }
}

/** What nobody said to us. */
function overhear({ item, settings, self }: Heard): Hearing {
  if (item.message.thread !== undefined) return silent("M6");
  if (settings.mode !== "auto") return silent("M1");
  const isOpen = item.quoted === undefined && isFor(item, self);
  if (!isOpen || item.author.isBot || !looksLikeQuestion(item.text)) return silent("M4");
  return { hear: "wait", until: item.sentAt.add(settings.grace) };
}

function isFromProgram({ item: { author }, settings, self }: Heard): boolean {
  if (principalKey(author.principal) === principalKey(self)) return true;
  return author.isBot && !settings.botsMayAsk.includes(author.principal.user);
}

/** Where the mode is off, what could turn it on again must be heard. */
function opensRoom(routed: Routed): boolean {
  return routed.kind === "command" && ["mode", "set", "settings"].includes(routed.command);
}

/** A bare line, neither a command nor a question, of the person whom we asked. */
function pendingFor({ item, routed, thread, at }: Heard): Pending | undefined {
  const { pending } = thread;
  if (!pending || pending.person !== principalKey(item.author.principal)) return undefined;
  if (Temporal.Instant.compare(at, pending.until) >= 0) return undefined;
  if (routed.kind !== "question" || item.addressed === "mention") return undefined;
  const isBare = !isCourtesy(item.text) && !/\?\s*$/.test(item.text) && item.text.trim() !== "";
  return isBare ? pending : undefined;
}

function silent(rule: "M1" | "M4" | "M6" | "M7" | "M9" | "M13" | "M18"): Hearing {
  return { hear: "silent", outcome: `silent:${rule}` };
}

import { principalKey } from "../conversation.ts";
import { type Doc, paragraph } from "../doc.ts";
import type { Inbound } from "../inbox-item.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { ThreadState } from "../thread-state.ts";
import { isFor } from "./is-for.ts";

/** After our last reply, the only human of a thread needs no mention for so long. */
const needsNoMention = Temporal.Duration.from({ minutes: 30 });

/** Whether a message goes on with us, unmentioned: in a thread with one human, who is not turning to somebody else. */
export function isFollowUp(given: {
  readonly item: Inbound;
  readonly settings: RoomSettings;
  readonly thread: ThreadState;
  readonly self: Inbound["author"]["principal"];
  readonly at: Temporal.Instant;
}): boolean {
  const { item, settings, thread, self } = given;
  const { lastReplyAt, humans, stopped } = thread;
  if (item.message.thread === undefined || !lastReplyAt || stopped) return false;
  if (!allowsFollowUps(settings) || item.author.isBot || !isFor(item, self)) return false;
  const writer = principalKey(item.author.principal);
  const isAlone = Object.keys(humans).every((human) => human === writer);
  const until = lastReplyAt.add(needsNoMention);
  return isAlone && Temporal.Instant.compare(item.sentAt, until) < 0;
}

/** The end of an answer where a line without a mention does not reach us; undefined where it needs none. */
export function followUpHint(given: {
  readonly hearsAll: boolean;
  readonly roomKind: Inbound["roomKind"];
  readonly settings: RoomSettings;
}): Doc[number] | undefined {
  const { hearsAll, roomKind, settings } = given;
  if (hearsAll || roomKind === "dm" || !allowsFollowUps(settings)) return undefined;
  return paragraph("Mention me to go on.");
}

function allowsFollowUps({ followUps, mode }: RoomSettings): boolean {
  return followUps === "one-human" && (mode === "mention" || mode === "auto");
}

import { asLate } from "../../../chat/as-late.ts";
import type { Intake } from "../../../chat/chat-platform.ts";
import type { InboxItem } from "../../../chat/inbox-item.ts";
import type { Clock } from "../../../kernel/clock.ts";
import { answerByReaction, type FormAsker } from "../forms/form-asker.ts";
import type { HowHeard } from "../sync/hand-on.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import { mapEvent } from "./map-event.ts";
import { relationsOf } from "./relation.ts";
import type { RoomEvent } from "./room-event.ts";

export type HearingParts = {
  readonly know: (event: RoomEvent, replay: boolean) => Promise<Known | undefined>;
  readonly forms: FormAsker;
  /** Takes what goes on; throws what is to be tried again. */
  readonly intake: Intake;
  /** Does what an event asks of us about rooms, before it is taken in. @returns whether it is to be taken in */
  readonly moved: (event: RoomEvent, item: InboxItem | undefined) => Promise<boolean>;
  readonly clock: Clock;
};

/**
 * Takes an event in, as what it comes to: an answer in a form that somebody fills in there, or an item. Resolves once it is
 * written down; the same event taken again changes nothing.
 *
 * @throws what cannot be looked up or written down now
 */
export async function hearEvent(
  event: RoomEvent,
  { replay, again }: HowHeard,
  { know, forms, intake, moved, clock }: HearingParts,
): Promise<void> {
  const known = await know(event, replay);
  if (!known) return;
  const item = mapEvent(event, known);
  const isWanted = await moved(event, item);
  // What was handed on before was said to what was asked then, if to anything.
  const answer = again ? undefined : answerOf(event, item, known);
  const taken = answer && (await forms.take(answer));
  if (answer && typeof taken === "object") {
    await intake(taken);
    await forms.end(answer);
  }
  if (taken === undefined && item && isWanted) await intake(asLate(item, clock.now()));
}

/** What may be an answer in a form: what somebody says, but for edits, commands and what is pressed. */
function answerOf(event: RoomEvent, item: InboxItem | undefined, known: Known) {
  if (item?.kind === "message") {
    const isSaid = !item.edit && item.addressed !== "command" && item.unreadable === undefined;
    const { message: _message, ...where } = item.message;
    const person = item.author.principal;
    return isSaid ? { where, person, text: item.text, event: event.id } : undefined;
  }
  if (item !== undefined || event.type !== "m.reaction") return undefined;
  const { reactsTo } = relationsOf(event);
  const on = reactsTo && known.earlier(reactsTo.event);
  if (on?.sender !== known.own.user || event.sender === known.own.user) return undefined;
  const { thread } = relationsOf(on);
  const room = roomRef(known.own, event.room);
  const where = thread === undefined ? room : { ...room, thread };
  return answerByReaction(event, where, principalOf(known.own, event.sender));
}

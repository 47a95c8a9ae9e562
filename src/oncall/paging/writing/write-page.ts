import { type Conversation, roomKey } from "../../../chat/conversation.ts";
import { paragraph } from "../../../chat/doc.ts";
import { parseConversationKey } from "../../../chat/parse-conversation.ts";
import type { Decided } from "../../page/open-page.ts";
import type { PageEffect } from "../../page/page-effect.ts";
import { toldText } from "../../page/told-text.ts";
import { pageMentions } from "../page-mentions.ts";
import { reminderActions } from "../status-doc.ts";
import { notifyPerson } from "./notify-person.ts";
import { homeOf, standsIn } from "./page-home.ts";
import { lineKey, lineOf } from "./page-line.ts";
import type { PageWriting } from "./page-writing.ts";
import { tellHome } from "./tell-home.ts";
import { tellPeople } from "./tell-people.ts";

/** Something that has happened to a page, as it is written. */
export type Happened = {
  readonly decided: Decided;
  /** Where whoever did it speaks; undefined: nowhere that a reply could go. */
  readonly where: Conversation | undefined;
  /** The status message is new with it, and says what has happened. */
  readonly isNew: boolean;
};

/**
 * Writes what follows from what was decided of a page: its timeline, who is told, who is notified. The page itself is
 * written by whoever calls, and its status message once nothing more follows.
 *
 * @returns what whoever did it is told, beside what stands in the page's own thread; nothing where that says it
 */
export async function writePage(happened: Happened, writing: PageWriting): Promise<string> {
  const { decided, where, isNew } = happened;
  const { page, entry, effects } = decided;
  const { transaction, pages, notifications, words } = writing;
  const seq = await pages.append(transaction, page.number, entry);
  const told: string[] = [];
  /** Rooms that have heard of it. */
  const heard = new Set<string>();
  const home = homeOf(page);
  if (isNew && home) heard.add(roomKey(home));
  for (const effect of effects) {
    switch (effect.effect) {
      case "cancel-notifications":
        await notifications.cancel(transaction, page.number);
        break;
      case "notify-person":
        await notifyPerson(page, effect, writing);
        break;
      case "tell":
        await tell(effect, { ...happened, seq, heard, told }, writing);
        break;
      case "notify-turn-due-now":
      case "repaint-status":
        break;
    }
  }
  if (told.length > 0) return told.join(" ");
  if (where && standsIn(page, where) && heard.has(roomKey(where))) return "";
  return toldText("line", page, entry, words);
}

type Telling = Happened & {
  readonly seq: number;
  readonly heard: Set<string>;
  readonly told: string[];
};

async function tell(
  { whom, what }: Extract<PageEffect, { readonly effect: "tell" }>,
  telling: Telling,
  writing: PageWriting,
): Promise<void> {
  const { decided, isNew, seq, heard, told } = telling;
  const { page, entry } = decided;
  const text = toldText(what, page, entry, writing.words);
  switch (whom) {
    case "actor":
      told.push(text);
      return;
    case "room": {
      if (isNew) return;
      const actions = what === "reminder" ? reminderActions(page) : [];
      const home = homeOf(page);
      const mentions = home ? pageMentions(page, entry, home, writing.roster()) : [];
      const key = lineKey(page.number, seq);
      await tellHome(page, { key, text, actions, mentions }, writing);
      if (home) heard.add(roomKey(home));
      return;
    }
    case "requester":
      await tellListeners(text, telling, writing);
      return;
    default:
      await tellPeople({ page, entry, seq, whom, text }, writing);
  }
}

/** What a room that a step has named hears of a page beside its own turns: whether it still waits for somebody. */
const forRooms: ReadonlySet<string> = new Set([
  "acknowledged",
  "snoozed",
  "reassigned",
  "resolved",
  "reopened",
]);

/** Tells those who asked for a page elsewhere than where it stands, each room once. */
async function tellListeners(
  text: string,
  { decided: { page, entry }, seq, heard }: Telling,
  { transaction, at, pages, outbox, newNonce }: PageWriting,
): Promise<void> {
  const listeners = await pages.listeners(transaction, page.number);
  const places = listeners
    .filter(({ principal }) => principal !== undefined || forRooms.has(entry.event))
    .map(({ conversation }) => parseConversationKey(conversation));
  for (const [room, to] of new Map(places.map((place) => [roomKey(place), place]))) {
    if (heard.has(room) || standsIn(page, to)) continue;
    heard.add(room);
    const reply = lineOf({
      key: `${lineKey(page.number, seq)}:${room}`,
      to,
      doc: [paragraph(text)],
      actions: [],
    });
    await outbox.queue(transaction, [reply], at, newNonce);
  }
}

import { conversationKey, roomKey } from "../../chat/conversation.ts";
import type { PagingWriting } from "./paging-given.ts";
import { statusActions } from "./status-doc.ts";
import type { StoredPage } from "./stored-page.ts";
import { standsIn } from "./writing/page-home.ts";
import { lineOf } from "./writing/page-line.ts";
import { statusOf } from "./writing/status-message.ts";

/** Says the page itself where a step names a room other than the one where it stands, and has it told of there. */
export async function sayInRooms(
  stored: StoredPage,
  rooms: readonly string[],
  writing: PagingWriting,
): Promise<void> {
  const { page, shows } = stored;
  const { transaction, at, pages, outbox, roomOf, newNonce } = writing;
  const places = rooms.flatMap((room) => roomOf(room) ?? []);
  for (const [room, to] of new Map(places.map((place) => [roomKey(place), place]))) {
    if (standsIn(page, to)) continue;
    const doc = await statusOf(stored, writing);
    const conversation = conversationKey(to);
    await pages.addListener(transaction, page.number, { conversation, principal: undefined });
    const key = `page:${page.number}:${page.turn}:room:${room}`;
    const reply = lineOf({ key, to, doc, actions: statusActions(page, shows) });
    await outbox.queue(transaction, [reply], at, newNonce);
  }
}

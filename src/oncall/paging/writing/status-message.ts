import { roomKey } from "../../../chat/conversation.ts";
import type { Doc } from "../../../chat/doc.ts";
import { isBroadcast } from "../../../chat/manners/place.ts";
import { deliveryText, timelineLine } from "../../page/timeline-line.ts";
import { statusActions, statusDoc } from "../status-doc.ts";
import type { StoredPage } from "../stored-page.ts";
import { muteOf } from "./mute-of.ts";
import { homeOf } from "./page-home.ts";
import { lineOf } from "./page-line.ts";
import type { PageWriting } from "./page-writing.ts";

/** The key of the message in which a page stands. */
export const statusKey = (number: number) => `page:${number}:status`;

/** The page that stands in the message with that key, or in a later version of it; undefined: none does. */
export function pageOfStatus(key: string): number | undefined {
  const [, number] = /^page:(\d+):status/.exec(key) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Brings the status message in line with the page. */
export async function repaint(stored: StoredPage, writing: PageWriting): Promise<void> {
  const { page, shows } = stored;
  const { transaction, at, outbox, newNonce } = writing;
  const to = homeOf(page);
  if (!to) return;
  const doc = await statusOf(stored, writing);
  const first = statusKey(page.number);
  const updates =
    page.version === 1 ? { key: first } : { key: `${first}:${newNonce()}`, updateOf: first };
  const line = lineOf({ ...updates, to, doc, actions: statusActions(page, shows) });
  const settings = await writing.settings.load(roomKey(to), transaction);
  const broadcast = to.thread !== undefined && isBroadcast("page", settings);
  await outbox.queue(transaction, [{ ...line, broadcast }], at, newNonce);
}

/** The message in which a page stands, as it is within the transaction. */
export async function statusOf({ page, shows }: StoredPage, writing: PageWriting): Promise<Doc> {
  const { transaction, pages, notifications, words } = writing;
  const { said, joined, ended } = await pages.told(transaction, page.number);
  const isWaiting = page.state === "triggered" && page.turn === 0;
  const mute = isWaiting ? await muteOf(page.service, writing) : undefined;
  const troubles = await notifications.troubles(transaction, page.number);
  return statusDoc({
    page,
    shows,
    words,
    said,
    joined,
    ended: ended && timelineLine(ended, words),
    waits: mute
      ? `${shows.about} is muted by ${words.person(mute.by)} until ${words.time(mute.until)} (${mute.why}): nobody is asked before that.`
      : undefined,
    troubles: troubles.map(({ person, ...trouble }) =>
      deliveryText({ ...trouble, person: words.person(person) }),
    ),
  });
}

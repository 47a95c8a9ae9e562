import { type Conversation, conversationKey } from "../../chat/conversation.ts";
import type { Actor } from "../page/actor.ts";
import type { Page } from "../page/page.ts";
import { openTestPage } from "../page/test-page.ts";
import { planPerson } from "../page/turn-people.ts";
import { aimPage } from "./aim-page.ts";
import { listenWhereAsked } from "./listen-where-asked.ts";
import { pageNotifications } from "./writing/page-notifications.ts";
import type { PageWriting } from "./writing/page-writing.ts";

/** Sends somebody a page by each of their rules that asks for nothing. */
export async function sendTestPage(
  person: string,
  by: Actor,
  where: Conversation | undefined,
  writing: PageWriting,
): Promise<Page> {
  const { transaction, at, pages, notifications, roster, waysOf, timeZone } = writing;
  const { oncall } = roster();
  const { policy, about } = aimPage({ kind: "person", id: person }, oncall);
  const { page, entry } = openTestPage({
    number: await pages.nextNumber(transaction),
    mark: writing.randomHex(8),
    about,
    policy,
    by,
    home: where && conversationKey(where),
    at,
  });
  await pages.insert(transaction, { page, shows: { about: "TEST" } });
  await pages.append(transaction, page.number, entry);
  await listenWhereAsked(page.number, by, where, writing);
  const planned = planPerson(person, {
    page: page.number,
    occasion: "1",
    at,
    urgency: page.urgency,
    ways: waysOf,
    people: oncall.catalogue.people,
    timeZone,
  });
  const of = { page: page.number, turn: 1, lasts: "always" } as const;
  const rows = "why" in planned ? [] : pageNotifications(planned, of);
  // One by one, whatever the rules wait for.
  const now = rows.map((row) => ({ ...row, due: at }));
  await notifications.add(transaction, now, writing.newNonce);
  return page;
}

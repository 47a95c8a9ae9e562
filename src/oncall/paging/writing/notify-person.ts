import { type Page, printPageNumber } from "../../page/page.ts";
import { planPerson } from "../../page/turn-people.ts";
import { pageNotifications } from "./page-notifications.ts";
import type { PageWriting } from "./page-writing.ts";
import { tellHome } from "./tell-home.ts";

/** Notifies somebody whom no step has picked; where nothing reaches them, the thread says so. */
export async function notifyPerson(
  page: Page,
  { person, turn }: { readonly person: string; readonly turn: number },
  writing: PageWriting,
): Promise<void> {
  const { transaction, at, notifications, roster, waysOf, timeZone, newNonce } = writing;
  const { number, urgency } = page;
  const planned = planPerson(person, {
    page: number,
    occasion: `${turn}`,
    at,
    urgency,
    ways: waysOf,
    people: roster().oncall.catalogue.people,
    timeZone,
  });
  if ("why" in planned) {
    const text = `${printPageNumber(number)}: ${planned.name} cannot be notified by us. Call them.`;
    await tellHome(page, { key: `page:${number}:unreachable:${turn}:${person}`, text }, writing);
    return;
  }
  const lasts = page.state === "triggered" ? "triggered" : "open";
  const rows = pageNotifications(planned, { page: number, turn, lasts });
  await notifications.add(transaction, rows, newNonce);
}

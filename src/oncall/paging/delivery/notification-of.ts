import type { Notification } from "../../notify/notification.ts";
import type { Page } from "../../page/page.ts";
import { actorName } from "../../page/page-words.ts";
import type { OutsideWay } from "../../page/personal-rules.ts";
import type { LeasedNotification } from "../notification-store.ts";
import type { StoredPage } from "../stored-page.ts";
import { bundleLines } from "./bundle-lines.ts";
import type { DeliveryWriting, Lane } from "./delivery-given.ts";
import { notificationLinks } from "./notification-links.ts";

/** What somebody is sent of a page, or of several at once. Undefined: there is none, or nothing to send it to. */
export async function notificationOf(
  [first, ...others]: readonly LeasedNotification[],
  lane: Lane<OutsideWay>,
  writing: DeliveryWriting,
): Promise<Notification | undefined> {
  if (!first) return undefined;
  const { transaction, pages, roster, words } = writing;
  const stored = await pages.find(first.page, transaction);
  const person = roster().oncall.catalogue.people.find(({ id }) => id === lane.person);
  const address = person?.[lane.via];
  if (!stored || !person || address === undefined) return undefined;
  const { page, shows } = stored;
  const same = {
    page: page.number,
    turn: first.turn,
    event: eventOf(first, page),
    urgency: first.kind === "page" ? page.urgency : "low",
    to: { person: person.id, address },
    from: actorName(page.openedBy, words),
    place: undefined,
    link: undefined,
  } as const;
  if (others.length > 0) {
    const lines = await bundleLines([first, ...others], writing);
    const about = `${lines.length} more at once`;
    return { ...same, about, text: lines.join("\n"), actions: [] };
  }
  const isToBeTaken = first.kind === "page" && page.state === "triggered";
  const actions = isToBeTaken ? await notificationLinks(page.number, person.id, writing) : [];
  return { ...same, about: shows.about, text: first.text ?? pageText(stored), actions };
}

function pageText({ page, shows }: StoredPage): string {
  return shows.runbook ? `${page.text}\n\nRunbook: ${shows.runbook.title}` : page.text;
}

function eventOf({ kind }: LeasedNotification, page: Page): Notification["event"] {
  if (kind === "page" || page.state === "triggered") return "triggered";
  if (page.state === "resolved") return "resolved";
  return page.due === "time-out" ? "reminded" : "acknowledged";
}

import type { NotifyOutcome } from "../../notify/notifier.ts";
import { printPageNumber } from "../../page/page.ts";
import { lateBy, type NewEntry } from "../../page/timeline.ts";
import { timelineLine } from "../../page/timeline-line.ts";
import type { LeasedNotification } from "../notification-store.ts";
import { lineKey } from "../writing/page-line.ts";
import type { PageWriting } from "../writing/page-writing.ts";
import { repaint } from "../writing/status-message.ts";
import { tellHome } from "../writing/tell-home.ts";
import { tryEnd } from "./try-end.ts";

/** Writes what became of a try, and tells the page's thread what went wrong. */
export async function recordTry(
  leased: LeasedNotification,
  outcome: NotifyOutcome,
  writing: PageWriting,
): Promise<void> {
  const { transaction, at, pages, notifications, words } = writing;
  const { page: number, attempts } = leased;
  const end = tryEnd(leased, outcome, at);
  if (!end) {
    if (!(await notifications.conclude(transaction, leased, { state: "accepted", at }))) return;
    await noteDelivered(leased, writing);
    if (attempts > 0) await repaintPage(number, writing);
    return;
  }
  const { why, nextTry, told } = end;
  const state = nextTry
    ? ({ state: "waiting", why, nextTry } as const)
    : ({ state: "refused", why } as const);
  if (!(await notifications.conclude(transaction, leased, state)) || told === undefined) return;
  const entry = delivered(leased, { outcome: told, why }, at);
  const seq = await pages.append(transaction, number, entry);
  if (!nextTry) await notifications.hurry(transaction, leased, at);
  const stored = await pages.find(number, transaction);
  if (!stored) return;
  const text = `${printPageNumber(number)}: ${timelineLine(entry, words)}`;
  await tellHome(stored.page, { key: lineKey(number, seq), text }, writing);
  await repaint(stored, writing);
}

/** Has the timeline of a page say that it was delivered; of a test, its thread as well. */
export async function noteDelivered(
  leased: LeasedNotification,
  writing: PageWriting,
): Promise<void> {
  const { page, kind, lasts } = leased;
  if (kind !== "page") return;
  const { transaction, at, pages, words } = writing;
  const entry = delivered(leased, { outcome: "accepted", why: undefined }, at);
  const seq = await pages.append(transaction, page, entry);
  if (lasts !== "always") return;
  const stored = await pages.find(page, transaction);
  const text = timelineLine(entry, words);
  if (stored) await tellHome(stored.page, { key: lineKey(page, seq), text }, writing);
}

type Delivered = Extract<NewEntry, { readonly event: "delivered" }>;

function delivered(
  { person, via, due }: LeasedNotification,
  how: Pick<Delivered["data"], "outcome" | "why">,
  at: Temporal.Instant,
): Delivered {
  const data = { person, via, ...how, lateBy: lateBy(due, at) };
  return { at, actor: { kind: "clock" }, event: "delivered", data };
}

async function repaintPage(number: number, writing: PageWriting): Promise<void> {
  const stored = await writing.pages.find(number, writing.transaction);
  if (stored) await repaint(stored, writing);
}

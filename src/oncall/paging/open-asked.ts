import { type Conversation, conversationKey } from "../../chat/conversation.ts";
import { openPage } from "../page/open-page.ts";
import type { Page } from "../page/page.ts";
import type { Policy } from "../policy.ts";
import type { Aim } from "./aim-page.ts";
import { carryOut } from "./carry-out.ts";
import { listenWhereAsked } from "./listen-where-asked.ts";
import type { PageShows } from "./page-shows.ts";
import type { Opened, PageAsked, PageRunbook } from "./paging.ts";
import type { PagingGiven, PagingWriting } from "./paging-given.ts";
import { roomsNamed } from "./rooms-named.ts";
import { similarPage } from "./similar-page.ts";
import { muteOf } from "./writing/mute-of.ts";
import { repaint } from "./writing/status-message.ts";

type Asked = PageAsked & Aim & Pick<Opened, "placed"> & { readonly key: string };

/** Opens a page of its own. What monitors ask for of a service that is muted waits for the end of that. */
export async function openAsked(asked: Asked, writing: PagingWriting): Promise<Opened> {
  const { transaction, at, pages } = writing;
  const { service, policy, about, urgency, text, by, source, alerts, key, askedIn } = asked;
  const home = askedIn ?? homeFor(policy, writing);
  const before = await pages.lastResolved(transaction, service, key);
  const decided = openPage({
    number: await pages.nextNumber(transaction),
    service,
    policy,
    urgency,
    dedupKey: key,
    text,
    by,
    source,
    alerts,
    follows: source === undefined ? undefined : before?.number,
    home: home && conversationKey(home),
    at,
  });
  const isMachine = by.kind === "source" || by.kind === "clock";
  const mute = isMachine ? await muteOf(service, writing) : undefined;
  const page: Page = mute ? { ...decided.page, dueAt: mute.until } : decided.page;
  const shows: PageShows = {
    about,
    runbook: runbookFor(asked, writing),
    // Nothing that only adorns a page may keep it from going out.
    similar: await similarPage(service, writing).catch(() => undefined),
  };
  await pages.insert(transaction, { page, shows });
  await listenWhereAsked(page.number, by, askedIn, writing);
  if (home) await writing.offerPresses(transaction, page.number, home, at);
  // It stands above whatever is said of it; what follows at once takes its place before it is out.
  await repaint({ page, shows }, writing);
  const happened = { decided: { ...decided, page }, where: askedIn, isNew: true };
  const told = await carryOut(happened, shows, writing);
  if (mute) {
    const { until, by: muter, why } = mute;
    const muted = { event: "muted", data: { until, by: muter, why } } as const;
    await pages.append(transaction, page.number, { at, actor: { kind: "clock" }, ...muted });
  }
  return { placed: asked.placed, page: told.page, told: "" };
}

/** Where a page stands that nobody asked for in a room. */
function homeFor(
  policy: Policy,
  { oncallRoom, roomOf, otherwise }: PagingGiven,
): Conversation | undefined {
  const written = [...roomsNamed(policy), ...(oncallRoom === undefined ? [] : [oncallRoom])];
  const [room] = written.flatMap((one) => roomOf(one) ?? []);
  return room ?? otherwise;
}

/** Nothing that only adorns a page may keep it from going out. */
function runbookFor({ alertName, target }: PageAsked, given: PagingGiven): PageRunbook | undefined {
  try {
    return given.runbookFor(alertName, target.kind === "service" ? target.id : undefined);
  } catch {
    return undefined;
  }
}

import type { Page, PageIn } from "../page/page.ts";
import type { PageShows } from "./page-shows.ts";
import type { PagingWriting } from "./paging-given.ts";
import { roomsNamed } from "./rooms-named.ts";
import { sayInRooms } from "./say-in-rooms.ts";
import type { StoredPage } from "./stored-page.ts";
import { takeTurn } from "./take-turn.ts";
import { pageNotifications } from "./writing/page-notifications.ts";
import { writePage } from "./writing/write-page.ts";

/** A page that reaches nobody goes from step to step at once; so many turns of one page are taken in a row. */
const mostTurnsInRow = 100;

const { compare } = Temporal.Instant;

/**
 * Takes the turns of a page that are due.
 *
 * @param isNew the status message is new, and says whom it asks first
 */
export async function takeTurns(
  { page: from, shows }: StoredPage,
  isNew: boolean,
  writing: PagingWriting,
): Promise<Page> {
  let page = from;
  for (let turns = 0; turns < mostTurnsInRow; turns += 1) {
    if (page.state !== "triggered" || compare(page.dueAt, writing.at) > 0) break;
    page = await takeNextTurn(page, shows, isNew, writing);
  }
  return page;
}

/** Takes the next turn of a page, due or not. */
export async function takeNextTurn(
  page: PageIn<"triggered">,
  shows: PageShows,
  isNew: boolean,
  writing: PagingWriting,
): Promise<Page> {
  const { transaction, at, pages, notifications, oncallRoom, roomOf, newNonce } = writing;
  const team = oncallRoom === undefined ? [] : [oncallRoom];
  const { plan, decided } = takeTurn(page, {
    at,
    ways: writing.waysOf,
    timeZone: writing.timeZone,
    roster: writing.roster(),
    kept: writing.keptSchedules(),
    oncallRoom,
    lostRooms: [...team, ...roomsNamed(page.policy)].filter((room) => roomOf(room) === undefined),
  });
  await pages.save(transaction, decided.page);
  const of = { page: page.number, turn: plan.turn, lasts: "triggered" } as const;
  const rows = plan.people.flatMap((person) => pageNotifications(person, of));
  await notifications.add(transaction, rows, newNonce);
  const isPassedOver = plan.isEmpty && plan.step.kind === "step";
  // A new status message says whom it asks first; why a step before that asks nobody is said in the thread.
  const isSaid = isNew && !isPassedOver;
  await writePage({ decided, where: undefined, isNew: isSaid }, writing);
  const asksNobody = plan.people.length === 0 && !isPassedOver;
  const rooms = [...plan.rooms, ...(asksNobody ? team : [])];
  await sayInRooms({ page: decided.page, shows }, rooms, writing);
  return decided.page;
}

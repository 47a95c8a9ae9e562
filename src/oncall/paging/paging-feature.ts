import type { Transaction } from "kysely";
import type { Page } from "../page/page.ts";
import { actOnPage } from "./act-on-page.ts";
import { allowedNow } from "./allowed-now.ts";
import { beginMuted } from "./begin-muted.ts";
import { pageIn } from "./page-in.ts";
import { pagesOf } from "./pages-of.ts";
import type { Paging } from "./paging.ts";
import type { PagingGiven } from "./paging-given.ts";
import type { PagingTables } from "./paging-tables.ts";
import { placeAsked } from "./place-asked.ts";
import { runDue } from "./run-due.ts";
import { sendTestPage } from "./send-test-page.ts";
import { writingIn } from "./writing/page-writing.ts";

/** Pages as whoever lets time pass needs them, too. */
export type PagingFeature = Paging & {
  /** Does what is due of a page by the clock; false where it is not due any more. */
  runDue(number: number, due: Temporal.Instant, at: Temporal.Instant): Promise<boolean>;
};

const mostListed = 50;

/** Creates the pages that are kept in a database. */
export function createPaging(given: PagingGiven): PagingFeature {
  const { db, pages, mutes } = given;
  const writing = (transaction: Transaction<PagingTables>, at: Temporal.Instant) =>
    writingIn(transaction, at, given);
  return {
    openWithin: (transaction, asked, at) => placeAsked(asked, writing(transaction, at)),
    actWithin: (transaction, number, event, by, where, at) =>
      actOnPage(number, { event, by, where }, writing(transaction, at)),
    async muteWithin(transaction, mute) {
      await mutes.put(transaction, mute);
    },
    async unmuteWithin(transaction, service, by, at) {
      if (!(await mutes.end(transaction, service, at))) return false;
      await beginMuted(service, by, writing(transaction, at));
      return true;
    },
    testWithin: (transaction, person, by, where, at) =>
      sendTestPage(person, by, where, writing(transaction, at)),
    list: async (which) =>
      which === "all" ? await pages.newest(mostListed) : nobodysFirst(await pages.open()),
    async show(number) {
      const stored = await pages.find(number);
      if (!stored) return undefined;
      const timeline = await pages.timeline(number);
      return { page: stored.page, timeline, runbook: stored.shows.runbook };
    },
    pageIn: (where) => pageIn(where, given),
    pagesOf: (by) =>
      db.transaction().execute((transaction) => pagesOf(by, { ...given, transaction })),
    allowed: (number, by, at) =>
      db
        .transaction()
        .execute((transaction) => allowedNow(number, by, at, { ...given, transaction })),
    mutes: (at) => mutes.list(at),
    runDue: (number, due, at) =>
      db.transaction().execute(async (transaction) => {
        const stored = await pages.find(number, transaction);
        if (!stored?.page.dueAt?.equals(due)) return false;
        await runDue(stored, writing(transaction, at));
        return true;
      }),
  };
}

/** Nobody has it first; then the oldest. */
function nobodysFirst(open: readonly Page[]): readonly Page[] {
  const rank = ({ state }: Page) => (state === "triggered" ? 0 : 1);
  return open.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
}

import type { Page } from "../page/page.ts";
import type { PageShows } from "./page-shows.ts";
import type { PagingWriting } from "./paging-given.ts";
import { takeTurns } from "./take-turns.ts";
import { repaint } from "./writing/status-message.ts";
import { type Happened, writePage } from "./writing/write-page.ts";

/** Writes what was decided, takes the turns that are due with it, and brings the status message in line. */
export async function carryOut(
  happened: Happened,
  shows: PageShows,
  writing: PagingWriting,
): Promise<{ readonly page: Page; readonly told: string }> {
  const { decided, isNew } = happened;
  const told = await writePage(happened, writing);
  const page = await takeTurns({ page: decided.page, shows }, isNew, writing);
  const isChanged = decided.effects.some(({ effect }) => effect === "repaint-status");
  // A new one was painted just now.
  if (page !== decided.page || (isChanged && !isNew)) await repaint({ page, shows }, writing);
  return { page, told };
}

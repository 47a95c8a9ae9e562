import { joinPage } from "../page/open-page.ts";
import type { Page } from "../page/page.ts";
import { carryOut } from "./carry-out.ts";
import { listenWhereAsked } from "./listen-where-asked.ts";
import type { Opened, PageAsked } from "./paging.ts";
import type { PagingWriting } from "./paging-given.ts";

/** Has what is asked for join a page that is open. */
export async function joinAsked(
  { number }: Page,
  asked: PageAsked,
  placed: Opened["placed"],
  writing: PagingWriting,
): Promise<Opened> {
  const { transaction, at, pages } = writing;
  const { by, text, alerts, askedIn } = asked;
  const stored = await pages.find(number, transaction);
  const joined = stored && joinPage(stored.page, { by, text, alerts, at });
  if (!stored || !joined || "refused" in joined) throw new Error(`Page ${number} is gone`);
  await listenWhereAsked(number, by, askedIn, writing);
  await pages.save(transaction, joined.page);
  const happened = { decided: joined, where: askedIn, isNew: false };
  const { told } = await carryOut(happened, stored.shows, writing);
  return { placed, page: joined.page, told };
}

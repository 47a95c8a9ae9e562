import { placePage } from "../page/place-page.ts";
import { aimPage } from "./aim-page.ts";
import { joinAsked } from "./join-asked.ts";
import { openAsked } from "./open-asked.ts";
import type { Opened, PageAsked } from "./paging.ts";
import type { PagingWriting } from "./paging-given.ts";

/** Opens the page that is asked for, or joins one that is open about the same, or that counts the rest of a storm. */
export async function placeAsked(asked: PageAsked, writing: PagingWriting): Promise<Opened> {
  const { transaction, pages, roster, randomHex } = writing;
  const aim = aimPage(asked.target, roster().oncall);
  const key = `${aim.scope}${asked.dedupKey ?? `own:${randomHex(8)}`}`;
  const beside = await pages.openBeside(transaction, aim.service, key);
  const placed = placePage(aim.service, beside);
  if (placed.place === "join") return await joinAsked(placed.page, asked, "joined", writing);
  if (placed.place === "open") {
    return await openAsked({ ...asked, ...aim, key, placed: "opened" }, writing);
  }
  const { service, dedupKey } = placed;
  const { twin } = await pages.openBeside(transaction, service, dedupKey);
  const text = `${aim.about}: ${asked.text}`;
  if (twin) return await joinAsked(twin, { ...asked, text }, "overflow", writing);
  const first = `Many pages at once: this one counts the rest. The first is ${text}`;
  const rest = {
    ...asked,
    ...aim,
    service,
    text: first,
    key: dedupKey,
    placed: "overflow",
  } as const;
  // It ends with no monitor's word: what it counts comes and goes.
  return await openAsked({ ...rest, source: undefined }, writing);
}

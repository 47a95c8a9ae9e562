import type { Actor } from "../page/actor.ts";
import { allowedEvents } from "../page/decide-page.ts";
import { rightsIn } from "./rights-in.ts";
import type { PageWriting } from "./writing/page-writing.ts";

/** What somebody may do to a page now; nothing where there is no such page. */
export async function allowedNow(
  number: number,
  by: Actor,
  at: Temporal.Instant,
  writing: Pick<PageWriting, "transaction" | "pages" | "notifications" | "roster">,
): Promise<ReturnType<typeof allowedEvents>> {
  const found = await writing.pages.find(number, writing.transaction);
  if (!found) return [];
  return allowedEvents(found.page, await rightsIn(found.page, by, undefined, writing), at);
}

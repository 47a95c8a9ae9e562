import type { Conversation } from "../../chat/conversation.ts";
import type { Actor } from "../page/actor.ts";
import { decidePage } from "../page/decide-page.ts";
import { type Page, printPageNumber } from "../page/page.ts";
import type { PageEvent } from "../page/page-event.ts";
import { isTestPage } from "../page/test-page.ts";
import { carryOut } from "./carry-out.ts";
import type { Acted } from "./paging.ts";
import type { PagingWriting } from "./paging-given.ts";
import { rightsIn } from "./rights-in.ts";

type Act = {
  readonly event: PageEvent;
  readonly by: Actor;
  readonly where: Conversation | undefined;
};

/** Has an event happen to a page, if that may be; what is refused stands in its timeline, too. */
export async function actOnPage(
  number: number,
  { event, by, where }: Act,
  writing: PagingWriting,
): Promise<Acted> {
  const { transaction, at, pages } = writing;
  const stored = await pages.find(number, transaction);
  if (!stored) return nothingDone(`There is no page ${printPageNumber(number)}.`);
  const { page, shows } = stored;
  if (isTestPage(page)) {
    return nothingDone(`${printPageNumber(number)} was a test: there is nothing to do.`);
  }
  const decided = decidePage(page, await withTwin(event, page, writing), {
    by,
    rights: await rightsIn(page, by, where, writing),
    at,
  });
  if ("refused" in decided) {
    const wanted = { wanted: event.event, why: decided.refused };
    await pages.append(transaction, number, { at, actor: by, event: "refused", data: wanted });
    return { done: false, told: decided.refused, offer: decided.offer };
  }
  await pages.save(transaction, decided.page);
  const written = await carryOut({ decided, where, isNew: false }, shows, writing);
  return { done: true, ...written };
}

const nothingDone = (told: string): Acted => ({ done: false, told, offer: undefined });

/** Only who looks at all pages knows whether one about the same is open. */
async function withTwin(
  event: PageEvent,
  { service, dedupKey }: Page,
  { transaction, pages }: PagingWriting,
): Promise<PageEvent> {
  if (event.event !== "reopen") return event;
  const { twin } = await pages.openBeside(transaction, service, dedupKey);
  return { event: "reopen", twin: twin?.number };
}

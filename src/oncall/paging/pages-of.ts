import type { Actor } from "../page/actor.ts";
import { rightsIn } from "./rights-in.ts";
import type { PageWriting } from "./writing/page-writing.ts";

/** Open pages that somebody asked for, has, or was notified of; by number. */
export async function pagesOf(
  by: Actor,
  writing: Pick<PageWriting, "transaction" | "pages" | "notifications" | "roster">,
): Promise<readonly number[]> {
  const { transaction, pages, notifications } = writing;
  const id = by.kind === "person" ? by.person : undefined;
  const found: number[] = [];
  for (const page of await pages.open(transaction)) {
    const rights = await rightsIn(page, by, undefined, writing);
    const reached = await notifications.reached(transaction, page.number);
    const isMine =
      rights.includes("requester") ||
      rights.includes("acker") ||
      reached.some(({ person }) => person === id);
    if (isMine) found.push(page.number);
  }
  return found;
}

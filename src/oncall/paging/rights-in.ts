import type { Conversation } from "../../chat/conversation.ts";
import type { Actor } from "../page/actor.ts";
import type { Page } from "../page/page.ts";
import { type Right, rightsOf } from "../page/page-rights.ts";
import { reachOf } from "./aim-page.ts";
import { standsIn } from "./writing/page-home.ts";
import type { PageWriting } from "./writing/page-writing.ts";

/** What somebody who speaks there is to a page. */
export async function rightsIn(
  page: Page,
  by: Actor,
  where: Conversation | undefined,
  {
    transaction,
    notifications,
    roster,
  }: Pick<PageWriting, "transaction" | "notifications" | "roster">,
): Promise<readonly Right[]> {
  const { oncall } = roster();
  const id = by.kind === "person" ? by.person : undefined;
  const reached = await notifications.reached(transaction, page.number);
  return rightsOf(by, page, {
    roles: oncall.catalogue.people.find((one) => one.id === id)?.roles ?? [],
    reach: reachOf(page.policy, oncall),
    notified: reached.map(({ person }) => person),
    isInHomeRoom: where !== undefined && standsIn(page, where),
  });
}

import type { Action } from "../../../chat/action.ts";
import type { Run } from "../../../chat/doc.ts";
import { parsePrincipalKey } from "../../../chat/parse-conversation.ts";
import type { Reply } from "../../../chat/reply.ts";
import type { Page } from "../../page/page.ts";
import { homeOf } from "./page-home.ts";
import { lineOf } from "./page-line.ts";
import type { PageWriting } from "./page-writing.ts";
import { statusKey } from "./status-message.ts";

type Line = {
  readonly key: string;
  readonly text: string;
  /** What can be pressed under it. */
  readonly actions?: readonly Action[];
  /** Who is called by name before it. */
  readonly mentions?: readonly Run[];
};

/** Says something in a page's own thread. */
export async function tellHome(
  page: Page,
  { key, text, actions = [], mentions = [] }: Line,
  { transaction, at, outbox, newNonce }: PageWriting,
): Promise<void> {
  const to = homeOf(page);
  if (!to) return;
  const inThreadOf = statusKey(page.number);
  const called = mentions.flatMap((run): readonly Run[] => [run, { text: " " }]);
  const line = lineOf({ key, to, doc: [{ p: [...called, { text }] }], actions, inThreadOf });
  await outbox.queue(transaction, [{ ...line, asker: askerOf(page) }], at, newNonce);
}

/** Whoever asked for it is told by direct message what cannot be said in the room any more. */
function askerOf({ requester }: Page): Reply["asker"] {
  return requester === undefined ? undefined : parsePrincipalKey(requester);
}

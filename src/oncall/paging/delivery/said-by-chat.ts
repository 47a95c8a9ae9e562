import type { Conversation } from "../../../chat/conversation.ts";
import { paragraph } from "../../../chat/doc.ts";
import type { Reply } from "../../../chat/reply.ts";
import type { LeasedNotification } from "../notification-store.ts";
import { personalActions } from "../status-doc.ts";
import { standsIn } from "../writing/page-home.ts";
import { statusOf } from "../writing/status-message.ts";
import { bundleLines } from "./bundle-lines.ts";
import type { DeliveryWriting } from "./delivery-given.ts";

/** What is said to somebody alone. Undefined: they read it where they are, in the page's own room. */
export async function saidByChat(
  leased: readonly LeasedNotification[],
  room: Conversation,
  writing: DeliveryWriting,
): Promise<Pick<Reply, "doc" | "actions"> | undefined> {
  const { transaction, at, pages } = writing;
  const [first] = leased;
  const stored = first && (await pages.find(first.page, transaction));
  if (!stored) return undefined;
  if (leased.length > 1) {
    const lines = await bundleLines(leased, writing);
    const list = lines.map((line) => [paragraph(line)]);
    const head = paragraph(`${leased.length} more, at once:`);
    return { doc: [head, { list, ordered: false }], actions: [] };
  }
  const { page, shows } = stored;
  if (standsIn(page, room)) return undefined;
  if (first.kind === "news") return { doc: [paragraph(first.text ?? "")], actions: [] };
  await writing.offerPresses(transaction, page.number, room, at);
  const doc = await statusOf(stored, writing);
  return { doc, actions: personalActions(page, shows, first.person) };
}

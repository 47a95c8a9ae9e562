import type { Conversation, PlatformName } from "../../../chat/conversation.ts";
import { within } from "../../../chat/within.ts";
import type { NotifyOutcome } from "../../notify/notifier.ts";
import type { LeasedNotification } from "../notification-store.ts";
import { lineOf } from "../writing/page-line.ts";
import { writingIn } from "../writing/page-writing.ts";
import type { DeliveryGiven, DeliveryWriting, Lane } from "./delivery-given.ts";
import { nonceOf } from "./notification-nonce.ts";
import { noteDelivered, recordTry } from "./record-try.ts";
import { saidByChat } from "./said-by-chat.ts";
import { takeUp } from "./take-up.ts";

/** A platform that does not say where somebody can be talked to is asked again. */
const callMs = 10_000;

/** Hands what is due on a lane to chat's own sender, which says later what became of it. */
export async function sendByChat(
  ids: readonly number[],
  lane: Lane<PlatformName>,
  given: DeliveryGiven,
): Promise<void> {
  const found = await findRoom(lane, given);
  const at = given.clock.now();
  await given.db.transaction().execute(async (transaction) => {
    const writing = writingIn(transaction, at, given);
    const leased = await takeUp(ids, lane, writing);
    if ("room" in found) return await handOver(leased, found.room, writing);
    for (const one of leased) await recordTry(one, found, writing);
  });
}

async function findRoom(
  { person, via }: Lane<PlatformName>,
  { directRoom, report }: DeliveryGiven,
): Promise<{ readonly room: Conversation } | NotifyOutcome> {
  const late = { retryInMs: undefined, reason: "it does not answer" };
  try {
    const asked = directRoom(person, via).then((room) =>
      room ? { room } : { refused: "there is no room to talk in alone" },
    );
    return await within(callMs, asked, late);
  } catch (error) {
    report.fault(error);
    return late;
  }
}

/** What people read where they are, in the page's own room, has arrived. */
async function handOver(
  leased: readonly LeasedNotification[],
  to: Conversation,
  writing: DeliveryWriting,
): Promise<void> {
  const [first] = leased;
  if (!first) return;
  const { transaction, at, notifications, outbox } = writing;
  const said = await saidByChat(leased, to, writing);
  const isBundle = leased.length > 1;
  if (said) {
    // An ack of one page takes its message back; what stands for several goes out whatever becomes of them.
    const key = isBundle ? `bundle:${first.key}` : first.key;
    const importance = first.kind === "page" ? "page" : "alert";
    const reply = { ...lineOf({ key, to, ...said }), importance } as const;
    await outbox.queue(transaction, [reply], at, () => nonceOf(leased));
  }
  const state = said && !isBundle ? "handed" : "accepted";
  for (const one of leased) {
    await notifications.conclude(transaction, one, { state, at });
    if (state === "accepted") await noteDelivered(one, writing);
  }
}

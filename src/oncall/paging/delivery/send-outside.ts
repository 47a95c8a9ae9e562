import type { NotifyOutcome } from "../../notify/notifier.ts";
import type { OutsideWay } from "../../page/personal-rules.ts";
import { writingIn } from "../writing/page-writing.ts";
import type { DeliveryGiven, Lane } from "./delivery-given.ts";
import { nonceOf } from "./notification-nonce.ts";
import { notificationOf } from "./notification-of.ts";
import { recordTry } from "./record-try.ts";
import { takeUp } from "./take-up.ts";

/** Sends what is due on a lane that is not of chat. */
export async function sendOutside(
  ids: readonly number[],
  lane: Lane<OutsideWay>,
  given: DeliveryGiven,
): Promise<void> {
  const { db, clock, notifiers } = given;
  const at = clock.now();
  const { leased, notification } = await db.transaction().execute(async (transaction) => {
    const writing = writingIn(transaction, at, given);
    const taken = await takeUp(ids, lane, writing);
    return { leased: taken, notification: await notificationOf(taken, lane, writing) };
  });
  if (leased.length === 0) return;
  const notifier = notifiers.find(({ via }) => via === lane.via);
  const outcome: NotifyOutcome =
    notifier && notification
      ? await notifier.send(notification, nonceOf(leased))
      : { refused: "there is no address for it any more" };
  await db.transaction().execute(async (transaction) => {
    const writing = writingIn(transaction, clock.now(), given);
    for (const one of leased) await recordTry(one, outcome, writing);
  });
}

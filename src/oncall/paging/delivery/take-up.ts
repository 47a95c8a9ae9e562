import type { LeasedNotification } from "../notification-store.ts";
import type { DeliveryWriting, Lane } from "./delivery-given.ts";
import { flood, goingAt } from "./flood.ts";

/** Longer than one call may take. */
export const leaseTime = { milliseconds: 30_000 };

/** Takes up the next of what is due on a lane, or where there is too much all of it as a bundle; none while one has just gone. */
export async function takeUp(
  ids: readonly number[],
  lane: Lane,
  { transaction, at, notifications }: DeliveryWriting,
): Promise<readonly LeasedNotification[]> {
  const since = at.subtract(flood.within);
  const going = goingAt(at, await notifications.sentBetween(transaction, lane, since, at));
  const until = at.add(leaseTime);
  if (going === "bundled") return await notifications.lease(transaction, ids, until);
  if (going !== "one-by-one") {
    // As a row that is due then: what waits as due now would be taken up again and again.
    await notifications.putOff(transaction, ids, going.notBefore);
    return [];
  }
  for (const id of ids) {
    const leased = await notifications.lease(transaction, [id], until);
    if (leased.length > 0) return leased;
  }
  return [];
}

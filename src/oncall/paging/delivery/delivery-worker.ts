import { isChatWay } from "../../page/personal-rules.ts";
import type { WaitingNotification } from "../notification-store.ts";
import type { DeliveryGiven, Lane } from "./delivery-given.ts";
import { recordChat } from "./record-chat.ts";
import { sendByChat } from "./send-by-chat.ts";
import { sendOutside } from "./send-outside.ts";
import { leaseTime } from "./take-up.ts";

export type Delivery = {
  /**
   * Takes up what is due on all lanes that are free; settles when all of it is begun.
   *
   * @param isDue of everything that waits @returns how much was begun
   */
  pump(isDue: (waiting: WaitingNotification) => boolean): Promise<number>;
  /** Settles when nothing is under way. */
  idle(): Promise<void>;
  /** For the start: what was under way is taken up again. */
  freeAll(): Promise<void>;
};

/** So much goes out at a time by one way, so that a slow one takes nothing from the others. */
const sendsAtATime = 8;

/** Sends what people are to hear of pages: each way to each person is a lane of its own. */
export function createDelivery(given: DeliveryGiven): Delivery {
  const { notifications, clock, report } = given;
  const lanes = new Map<string, Promise<void>>();

  async function send(ids: readonly number[], { person, via }: Lane): Promise<void> {
    try {
      if (isChatWay(via)) await sendByChat(ids, { person, via }, given);
      else await sendOutside(ids, { person, via }, given);
    } catch (error) {
      report.fault(error);
    }
  }

  return {
    async pump(isDue) {
      const at = clock.now();
      await notifications.freeExpired(at, at.add(leaseTime));
      let begun = await recordChat(given);
      const due = (await notifications.waiting()).filter(isDue);
      const byLane = Map.groupBy(due, ({ via, person }) => `${via} ${person}`);
      for (const [lane, waiting] of byLane) {
        const [first] = waiting;
        const isBusy = [...lanes.keys()].filter((one) => one.split(" ")[0] === first?.via).length;
        if (!first || lanes.has(lane) || isBusy >= sendsAtATime) continue;
        begun += 1;
        const ids = waiting.map(({ id }) => id);
        const job = send(ids, first).finally(() => lanes.delete(lane));
        lanes.set(lane, job);
      }
      return begun;
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
    freeAll: () => notifications.freeAll(),
  };
}

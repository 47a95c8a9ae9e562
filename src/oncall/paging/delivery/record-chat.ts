import type { NotifyOutcome } from "../../notify/notifier.ts";
import { writingIn } from "../writing/page-writing.ts";
import type { DeliveryGiven } from "./delivery-given.ts";
import { recordTry } from "./record-try.ts";

/** Writes what chat's own sender says became of what it was handed. @returns of how much */
export async function recordChat(given: DeliveryGiven): Promise<number> {
  const { db, notifications, clock } = given;
  const settled = await notifications.settledInOutbox();
  for (const { outcome, error, sentAt, ...leased } of settled) {
    await db.transaction().execute(async (transaction) => {
      if (outcome === "gone") {
        await notifications.conclude(transaction, leased, { state: "cancelled" });
        return;
      }
      const told: NotifyOutcome =
        outcome === "sent" ? { accepted: leased.key } : { refused: chatTrouble(error) };
      await recordTry(leased, told, writingIn(transaction, sentAt ?? clock.now(), given));
    });
  }
  return settled.length;
}

/** Why a message could not be said to somebody alone. */
const chatTroubles: Readonly<Record<string, string>> = {
  gone: "the room to talk in alone is gone",
  "no-access": "we may not write to them alone",
  "no-private-route": "we may not write to them alone",
};

function chatTrouble(error = "no reason given"): string {
  return chatTroubles[error] ?? `it was refused (${error})`;
}

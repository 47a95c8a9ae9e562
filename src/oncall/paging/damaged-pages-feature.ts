import type { Kysely, Transaction } from "kysely";
import type { Conversation } from "../../chat/conversation.ts";
import { paragraph } from "../../chat/doc.ts";
import type { OutboxStore } from "../../chat/outbox-store.ts";
import { parseConversationKey } from "../../chat/parse-conversation.ts";
import { printPageNumber } from "../page/page.ts";
import type { NotificationStore } from "./notification-store.ts";
import type { DamagedPage, PageStore } from "./page-store.ts";
import type { PageTarget, Paging } from "./paging.ts";
import type { PagingTables } from "./paging-tables.ts";
import { lineOf } from "./writing/page-line.ts";
import { statusKey } from "./writing/status-message.ts";

export type DamagedPagesParts = {
  readonly db: Kysely<PagingTables>;
  readonly pages: Pick<PageStore, "damaged" | "giveUp" | "timeline">;
  readonly notifications: Pick<NotificationStore, "cancel">;
  readonly paging: Pick<Paging, "openWithin">;
  readonly outbox: Pick<OutboxStore, "queue">;
  readonly randomHex: (bytes: number) => string;
  readonly report: { readonly fault: (error: unknown) => void };
};

export type DamagedPages = {
  /**
   * Ends each open page that cannot be read, and opens one in its place that says so: somebody is still wanted. What fails
   * is told, keeps no other from it, and is tried again with the next call.
   */
  replace(at: Temporal.Instant): Promise<void>;
};

export function createDamagedPages(parts: DamagedPagesParts): DamagedPages {
  const { db, pages, notifications, paging, outbox, randomHex, report } = parts;

  async function replaceOne(
    transaction: Transaction<PagingTables>,
    { number, service, home }: DamagedPage,
    at: Temporal.Instant,
  ): Promise<boolean> {
    if (!(await pages.giveUp(transaction, number, at))) return false;
    await notifications.cancel(transaction, number);
    const timeline = await pages.timeline(number, transaction).catch(() => []);
    const opening = timeline.find(({ event }) => event === "triggered");
    const about = opening?.event === "triggered" ? `\n\n${opening.data.text}` : "";
    const lost = `${printPageNumber(number)} cannot be read any more`;
    const target: PageTarget =
      service === undefined ? { kind: "default" } : { kind: "service", id: service };
    const { page } = await paging.openWithin(
      transaction,
      {
        target,
        urgency: "high",
        text: `${lost}, so nobody is asked by it. Whoever had it: take this one instead.${about}`,
        by: { kind: "clock" },
        askedIn: undefined,
        dedupKey: undefined,
        source: undefined,
        alerts: [],
        alertName: undefined,
      },
      at,
    );
    const to = placeOf(home);
    if (!to) return true;
    const said = lineOf({
      key: `page:${number}:damaged`,
      to,
      inThreadOf: statusKey(number),
      doc: [paragraph(`${lost}. ${printPageNumber(page.number)} takes its place.`)],
      actions: [],
    });
    await outbox.queue(transaction, [said], at, () => randomHex(16));
    return true;
  }

  return {
    async replace(at) {
      for (const damaged of await pages.damaged()) {
        const { number, fault: cause } = damaged;
        try {
          const isReplaced = await db
            .transaction()
            .execute((transaction) => replaceOne(transaction, damaged, at));
          if (isReplaced) {
            const text = `${printPageNumber(number)} cannot be read: its row is damaged, or a newer version wrote it`;
            report.fault(new Error(text, { cause }));
          }
        } catch (error) {
          report.fault(error);
        }
      }
    },
  };
}

/** Of a row that is damaged, this may be, too. */
function placeOf(home: string | undefined): Conversation | undefined {
  try {
    return home === undefined ? undefined : parseConversationKey(home);
  } catch {
    return undefined;
  }
}

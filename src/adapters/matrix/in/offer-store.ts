import type { Generated, Kysely, Selectable } from "kysely";
import { z } from "zod";
import { conversationKey } from "../../../chat/conversation.ts";
import { parseConversationKey } from "../../../chat/parse-conversation.ts";
import { actionSchema } from "../../../chat/reply-schema.ts";
import type { Offer, OfferRows } from "./offers.ts";

/** The table of migration 011_matrix_offers. Instants are integer milliseconds UTC. */
export interface MatrixOfferTables {
  readonly matrix_offer: {
    readonly id: Generated<number>;
    readonly event: string;
    readonly conversation: string;
    readonly actions: string;
    readonly seeds: string;
    readonly at: number;
  };
}

const actionsSchema = z.array(actionSchema).readonly();
const seedsSchema = z.array(z.string()).readonly();

/** Keeps what is offered over a restart. */
export function createOfferStore(db: Kysely<MatrixOfferTables>): OfferRows {
  return {
    async find(event) {
      const row = await db
        .selectFrom("matrix_offer")
        .selectAll()
        .where("event", "=", event)
        .executeTakeFirst();
      return row && offerOf(row);
    },
    async newest(where) {
      const row = await db
        .selectFrom("matrix_offer")
        .selectAll()
        .where("conversation", "=", conversationKey(where))
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && offerOf(row);
    },
    async put({ on: { message: event, ...where }, actions, seeds }, at) {
      const told = {
        conversation: conversationKey(where),
        actions: JSON.stringify(actionsSchema.encode(actions)),
        seeds: JSON.stringify(seeds),
        at: at.epochMilliseconds,
      };
      await db
        .insertInto("matrix_offer")
        .values({ event, ...told })
        .onConflict((conflict) => conflict.column("event").doUpdateSet(told))
        .execute();
    },
    async remove(event) {
      await db.deleteFrom("matrix_offer").where("event", "=", event).execute();
    },
    async forgetBefore(at) {
      await db.deleteFrom("matrix_offer").where("at", "<", at.epochMilliseconds).execute();
    },
  };
}

function offerOf(row: Selectable<MatrixOfferTables["matrix_offer"]>): Offer {
  return {
    on: { ...parseConversationKey(row.conversation), message: row.event },
    actions: actionsSchema.parse(JSON.parse(row.actions)),
    seeds: seedsSchema.parse(JSON.parse(row.seeds)),
  };
}

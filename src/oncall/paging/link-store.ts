import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { instantSchema } from "../../chat/instant-schema.ts";
import { linkActions, type StoredLink } from "../notify/one-time-link.ts";
import type { PageTables } from "./paging-tables.ts";

type Tables = Pick<PageTables, "page_link">;

/** One-time links, by the hashes of their tokens. */
export type LinkStore = {
  /** Those that are long over are forgotten. */
  add(transaction: Transaction<Tables>, link: StoredLink): Promise<void>;
  find(hash: string): Promise<StoredLink | undefined>;
  /** Spends a link; false where it is spent, or there is none. */
  use(transaction: Transaction<Tables>, hash: string, at: Temporal.Instant): Promise<boolean>;
};

/** So much later than others a new one ends, they are long over. */
const kept = { hours: 48 };

export function createLinkStore(db: Kysely<Tables>): LinkStore {
  return {
    async add(transaction, { hash, page, person, action, expiresAt, usedAt }) {
      await transaction
        .deleteFrom("page_link")
        .where("expires_at", "<", expiresAt.subtract(kept).epochMilliseconds)
        .execute();
      await transaction
        .insertInto("page_link")
        .values({
          hash,
          page,
          person,
          action,
          expires_at: expiresAt.epochMilliseconds,
          used_at: usedAt?.epochMilliseconds ?? null,
        })
        .execute();
    },
    async find(hash) {
      const row = await db
        .selectFrom("page_link")
        .selectAll()
        .where("hash", "=", hash)
        .executeTakeFirst();
      return row && linkSchema.parse(row);
    },
    async use(transaction, hash, at) {
      const { numUpdatedRows } = await transaction
        .updateTable("page_link")
        .set({ used_at: at.epochMilliseconds })
        .where("hash", "=", hash)
        .where("used_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

const linkSchema = z
  .object({
    hash: z.string(),
    page: z.int(),
    person: z.string(),
    action: z.enum(linkActions),
    expires_at: instantSchema,
    used_at: instantSchema.nullable(),
  })
  .transform(
    ({ expires_at: expiresAt, used_at, ...link }): StoredLink => ({
      ...link,
      expiresAt,
      usedAt: used_at ?? undefined,
    }),
  );

import { z } from "zod";
import { type Page, pageSchema } from "../page/page.ts";
import { type PageShows, pageShowsSchema } from "./page-shows.ts";

export type StoredPage = { readonly page: Page; readonly shows: PageShows };

/** What a row says of its page. */
export type PageRow = { readonly body: string; readonly shows: string };

/** What the columns of a page's row say again, for the database to look at. */
export function columnsOf(page: Page) {
  const { state, version, service = null, dedupKey, dueAt, resolvedAt, home = null } = page;
  return {
    state,
    version,
    service,
    dedup_key: dedupKey,
    due_at: dueAt?.epochMilliseconds ?? null,
    resolved_at: resolvedAt?.epochMilliseconds ?? null,
    home,
    body: JSON.stringify(z.encode(pageSchema, page)),
  };
}

/** Reads a row, or says why it cannot be read: it is damaged, or a newer version wrote it. */
export function readPage({ body, shows }: PageRow): StoredPage | { readonly fault: unknown } {
  try {
    return {
      page: z.decode(pageSchema, JSON.parse(body)),
      shows: pageShowsSchema.parse(JSON.parse(shows)),
    };
  } catch (fault) {
    return { fault };
  }
}

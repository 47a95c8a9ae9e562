import type { Page } from "./page.ts";

/** So many open pages of one service, and in all, before the rest are counted by one. */
const most = { ofService: 20, inAll: 100 };

/** The key of the pages that count the rest of a storm. */
const overflowKey = "overflow";

/** Where a request for a page goes. */
export type Placed =
  /** Opens a page of its own. */
  | { readonly place: "open" }
  /** Is about the same as a page that is open. */
  | { readonly place: "join"; readonly page: Page }
  /** Joins the page that counts the rest of a storm, or opens it; without a service it is that of all. */
  | {
      readonly place: "overflow";
      readonly service: string | undefined;
      readonly dedupKey: string;
    };

export type OpenPages = {
  /** The one of the same service with the same key. */
  readonly twin: Page | undefined;
  /** Those of its service, and all of them; pages that count others are left out. */
  readonly ofService: number;
  readonly inAll: number;
};

/**
 * Decides where a request for a page goes: to the page about the same; to a page of its own, up to the 20th of its service
 * and the 100th in all; to the page that counts the rest.
 *
 * @param service undefined: only the number of all pages counts
 */
export function placePage(
  service: string | undefined,
  { twin, ofService, inAll }: OpenPages,
): Placed {
  if (twin && twin.state !== "resolved") return { place: "join", page: twin };
  if (inAll >= most.inAll) return overflowOf(undefined);
  if (service !== undefined && ofService >= most.ofService) return overflowOf(service);
  return { place: "open" };
}

const overflowOf = (service: string | undefined): Placed => ({
  place: "overflow",
  service,
  dedupKey: overflowKey,
});

/** How many requests a page that counts others stands for. */
export function countedBy({ joins }: Page): number {
  return joins + 1;
}

/** Whether a page only counts the rest of a storm. */
export function isOverflow({ dedupKey }: Page): boolean {
  return dedupKey === overflowKey;
}

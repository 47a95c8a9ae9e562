import { type Decided, type NewPage, openPage } from "./open-page.ts";
import type { Page } from "./page.ts";

/** Begins the dedup keys of pages that only try the ways to somebody. */
export const testKey = "test:";

export function isTestPage({ dedupKey }: Page): boolean {
  return dedupKey.startsWith(testKey);
}

type NewTest = Pick<NewPage, "number" | "policy" | "by" | "home" | "at"> & {
  /** Tells it from others. */
  readonly mark: string;
  /** Whose ways it tries, by name. */
  readonly about: string;
};

/** Opens a page that only tries the ways to somebody: it is resolved from the start. */
export function openTestPage({ mark, about, ...asked }: NewTest): Pick<Decided, "page" | "entry"> {
  const { page, entry } = openPage({
    ...asked,
    service: undefined,
    urgency: "high",
    dedupKey: `${testKey}${mark}`,
    text: `TEST for ${about}: nothing is wrong, and there is nothing to do.`,
    source: undefined,
    alerts: [],
    follows: undefined,
  });
  const { due: _, dueAt, ...facts } = page;
  return { page: { ...facts, state: "resolved", resolvedAt: dueAt }, entry };
}

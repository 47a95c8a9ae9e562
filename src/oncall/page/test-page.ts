import type { Page } from "./page.ts";

/** Begins the dedup keys of pages that only try the ways to somebody. */
export const testKey = "test:";

export function isTestPage({ dedupKey }: Page): boolean {
  return dedupKey.startsWith(testKey);
}

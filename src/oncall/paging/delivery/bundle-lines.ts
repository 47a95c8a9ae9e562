import type { LeasedNotification } from "../notification-store.ts";
import { pageTitle } from "../status-doc.ts";
import type { PageWriting } from "../writing/page-writing.ts";

/** What a bundle says, a line for each thing in it. */
export async function bundleLines(
  leased: readonly LeasedNotification[],
  { transaction, pages }: PageWriting,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { page, text } of leased) {
    const stored = text === undefined ? await pages.find(page, transaction) : undefined;
    lines.push(text ?? (stored ? pageTitle(stored.page, stored.shows) : `#${page}`));
  }
  return lines;
}

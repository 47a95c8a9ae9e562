import type { Page } from "../page/page.ts";
import type { PageWords } from "../page/page-words.ts";

/** Who has a page, in a sentence. */
export function standingText(page: Page, { person, time }: PageWords): string {
  switch (page.state) {
    case "triggered":
      return "Nobody has it yet.";
    case "acknowledged":
      return page.snoozedUntil === undefined
        ? `${person(page.ackedBy)} has it since ${time(page.ackedAt)}.`
        : `${person(page.ackedBy)} snoozed it until ${time(page.snoozedUntil)}.`;
    case "resolved":
      return `Resolved ${time(page.resolvedAt)}.`;
  }
}

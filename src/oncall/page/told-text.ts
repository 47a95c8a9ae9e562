import { type Page, printPageNumber } from "./page.ts";
import type { Told } from "./page-effect.ts";
import { actorName, type PageWords } from "./page-words.ts";
import type { NewEntry } from "./timeline.ts";
import { printLate, timelineLine } from "./timeline-line.ts";

/** The words of what is told of an event. @param page as it is after the event */
export function toldText(what: Told, page: Page, entry: NewEntry, words: PageWords): string {
  const number = printPageNumber(page.number);
  switch (what) {
    case "line":
      return `${number}: ${timelineLine(entry, words)}`;
    case "reminder":
      return `${number}: ${timelineLine(entry, words)} Are you still on it?`;
    case "joined": {
      const ago = printLate(page.openedAt.until(entry.at));
      const opener = actorName(page.openedBy, words);
      return `You joined ${number}, opened by ${opener} ${ago} ago. ${holder(page, words)}`;
    }
    case "already":
      return `${number}: ${holder(page, words)} It is noted that you joined in.`;
  }
}

function holder(page: Page, { person, time }: PageWords): string {
  return page.state === "acknowledged"
    ? `${person(page.ackedBy)} has it since ${time(page.ackedAt)}.`
    : "Nobody has it yet.";
}

import type { PageWords } from "./page-words.ts";
import type { TimelineEntry } from "./timeline.ts";
import { isLate, printLate } from "./timeline-line.ts";
import { viaWord } from "./via-words.ts";

/** What a timeline shows that should not have been, as questions, each once. */
export function openQuestions(
  timeline: readonly TimelineEntry[],
  words: PageWords,
): readonly string[] {
  return [...new Set(timeline.flatMap((entry) => questionsOf(entry, words)))];
}

function questionsOf(entry: TimelineEntry, { person, time }: PageWords): readonly string[] {
  switch (entry.event) {
    case "turn": {
      const { turn, taken, lateBy } = entry.data;
      const isEmpty = taken.people.length + taken.rooms.length === 0;
      return [
        ...(isEmpty ? [`Why did turn ${turn} reach nobody?`] : []),
        ...taken.unreachable.map((one) => `How can ${person(one)} be reached?`),
        ...(isLate(lateBy) ? [`Why was turn ${turn} late by ${printLate(lateBy)}?`] : []),
      ];
    }
    case "delivered": {
      const { via, outcome, why, lateBy } = entry.data;
      const to = `${person(entry.data.person)} by ${viaWord(via)}`;
      const reason = why === undefined ? "" : ` (${why})`;
      return [
        ...(outcome === "refused" ? [`Why could nothing be sent to ${to}${reason}?`] : []),
        ...(isLate(lateBy) ? [`Why was what went to ${to} late by ${printLate(lateBy)}?`] : []),
      ];
    }
    case "ack-timed-out": {
      const { ackedBy, since } = entry.data;
      return [`Why was there no sign from ${person(ackedBy)} after ${time(since)}?`];
    }
    default:
      return [];
  }
}

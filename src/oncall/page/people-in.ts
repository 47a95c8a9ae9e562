import { actorName, type PageWords } from "./page-words.ts";
import type { TimelineEntry } from "./timeline.ts";

const parts: Partial<Readonly<Record<TimelineEntry["event"], string>>> = {
  triggered: "opened it",
  joined: "joined it",
  acknowledged: "took it",
  "joined-in": "joined in",
  escalated: "escalated it",
  "handed-back": "handed it back",
  snoozed: "snoozed it",
  reassigned: "gave it away",
  "responder-added": "added somebody",
  noted: "made notes",
  resolved: "resolved it",
  reopened: "opened it again",
};

/** Says of everybody what they did or that they were told, by who comes first: `Ana: was notified, took it`. */
export function peopleIn(timeline: readonly TimelineEntry[], words: PageWords): readonly string[] {
  const said = timeline.flatMap((entry) => {
    if (entry.event === "delivered") {
      if (entry.data.outcome === "failing") return [];
      const part = entry.data.outcome === "refused" ? "could not be reached" : "was notified";
      return [{ who: words.person(entry.data.person), part }];
    }
    const isHuman = entry.actor.kind === "person" || entry.actor.kind === "account";
    const part = parts[entry.event];
    return isHuman && part !== undefined ? [{ who: actorName(entry.actor, words), part }] : [];
  });
  return [...Map.groupBy(said, ({ who }) => who)].map(
    ([who, own]) => `${who}: ${[...new Set(own.map(({ part }) => part))].join(", ")}`,
  );
}

import { isOpenable } from "../../chat/doc.ts";
import { markdownText } from "./markdown-text.ts";
import { openQuestions } from "./open-questions.ts";
import { type Page, printPageNumber } from "./page.ts";
import { actorName, type PageWords } from "./page-words.ts";
import { peopleIn } from "./people-in.ts";
import type { TimelineEntry } from "./timeline.ts";
import { printLate, timelineLine } from "./timeline-line.ts";

export type PostmortemGiven = {
  readonly page: Page;
  /** All of the page, in the order in which they were written. */
  readonly timeline: readonly TimelineEntry[];
  readonly words: Omit<PageWords, "time">;
  /** In which all times stand. */
  readonly timeZone: string;
  /** The one that the page showed. */
  readonly runbook: { readonly title: string; readonly url: string | undefined } | undefined;
  /** An open page lasts until now. */
  readonly at: Temporal.Instant;
};

/** Writes what happened to a page as a Markdown file, for people to complete. */
export function postmortem(given: PostmortemGiven): string {
  const { page, timeline, timeZone, runbook } = given;
  const words: PageWords = { ...given.words, time: (at) => clockTime(at, timeZone) };
  const notes = timeline.flatMap((entry) =>
    entry.event === "noted"
      ? [`${actorName(entry.actor, words)}, ${words.time(entry.at)}: ${entry.data.text}`]
      : [],
  );
  const service = page.service === undefined ? "" : `${page.service}: `;
  return [
    `# Postmortem of ${printPageNumber(page.number)}: ${markdownText(`${service}${titleOf(page)}`)}`,
    `All times are of ${timeZone}.`,
    times(given),
    "## People",
    list(peopleIn(timeline, words), "Nobody."),
    "## Timeline",
    ...byDay(timeline, timeZone).flatMap(({ day, entries }) => [
      `### ${day}`,
      entries
        .map(
          (entry) =>
            `- ${clockTime(entry.at, timeZone)} ${markdownText(timelineLine(entry, words))}`,
        )
        .join("\n"),
    ]),
    "## Notes",
    list(notes, "None were made."),
    "## Runbook",
    runbook === undefined ? "The page showed none." : runbookSaid(runbook),
    "## Open questions",
    list(
      openQuestions(timeline, words),
      "The timeline raises none. Add what you still want to know.",
    ),
    "## What was confusing",
    "What was hard to find, to read or to decide? One line each helps the next one on call.",
  ]
    .join("\n\n")
    .concat("\n");
}

const mostTitle = 80;

function titleOf({ text }: Page): string {
  const [first = ""] = text.trim().split("\n");
  return first.length <= mostTitle ? first : `${first.slice(0, mostTitle - 1).toWellFormed()}…`;
}

function times({ page, timeline, at }: PostmortemGiven): string {
  const { openedAt } = page;
  const since = (until: Temporal.Instant | undefined): string =>
    until === undefined ? "never" : printLate(openedAt.until(until));
  const firstOf = (isIt: (entry: TimelineEntry) => boolean) => timeline.find(isIt)?.at;
  const delivered = firstOf(
    (entry) => entry.event === "delivered" && entry.data.outcome === "accepted",
  );
  const taken = firstOf(({ event }) => event === "acknowledged" || event === "snoozed");
  const duration =
    page.state === "resolved" ? since(page.resolvedAt) : `${since(at)} so far, it is still open`;
  return [
    `- Duration: ${duration}`,
    `- First delivery after: ${since(delivered)}`,
    `- Acknowledged after: ${since(taken)}`,
    `- Resolved after: ${page.state === "resolved" ? since(page.resolvedAt) : "not yet"}`,
  ].join("\n");
}

function list(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : lines.map((line) => `- ${markdownText(line)}`).join("\n");
}

function runbookSaid({ title, url }: { readonly title: string; readonly url: string | undefined }) {
  const name = markdownText(title);
  if (url === undefined || !isOpenable(url)) return name;
  return `[${name}](<${url.replace(/[\s<>\\]/g, encodeURIComponent)}>)`;
}

/** Entries of one day, and of one offset: an hour that comes twice has two headings. */
function byDay(timeline: readonly TimelineEntry[], timeZone: string) {
  const days = Map.groupBy(timeline, ({ at }) => dayOf(at, timeZone));
  return [...days].map(([day, entries]) => ({ day, entries }));
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function dayOf(at: Temporal.Instant, timeZone: string): string {
  const zoned = at.toZonedDateTimeISO(timeZone);
  return `${weekdays[zoned.dayOfWeek - 1]} ${zoned.toPlainDate()} (${zoned.offset})`;
}

function clockTime(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: "second" });
}

import type { Action } from "../../chat/action.ts";
import { type Doc, paragraph } from "../../chat/doc.ts";
import { type Page, printPageNumber } from "../page/page.ts";
import { actorName, type PageWords } from "../page/page-words.ts";
import { countedBy, isOverflow } from "../page/place-page.ts";
import { printLate } from "../page/timeline-line.ts";
import type { PageShows } from "./page-shows.ts";

/** What can be pressed under a page. */
export const pageActs = [
  "ack",
  "escalate",
  "snooze",
  "resolve",
  "still-on-it",
  "hand-back",
  "runbook",
  /** Somebody who was added says that they cannot take it. */
  "refuse",
] as const;
export type PageAct = (typeof pageActs)[number];

/** Key of the stored row that says what a button of a page does: the page alone, never its state. */
export function pagePressKey(page: number, act: PageAct): string {
  return `page:${page}:${act}`;
}

export type StatusGiven = {
  readonly page: Page;
  readonly shows: PageShows;
  /** What the thread was told last of whom it asks; undefined: nobody was asked yet. */
  readonly said: string | undefined;
  /** What came in later, the oldest first. */
  readonly joined: readonly string[];
  /** How it ended, as the timeline says it. */
  readonly ended: string | undefined;
  /** Why it asks nobody yet. */
  readonly waits: string | undefined;
  /** Ways that fail, a sentence each. */
  readonly troubles: readonly string[];
  readonly words: PageWords;
};

/** So many later requests are named, of which so much. */
const most = { joined: 5, counted: 400, letters: 200, lettersCounted: 60, troubles: 8 };

/** Number, what and for whom: `#12 payments: checkout is down`. */
export function pageTitle({ number, text, urgency }: Page, { about }: PageShows): string {
  const low = urgency === "low" ? " (not urgent)" : "";
  return `${printPageNumber(number)} ${about}: ${firstLine(text, most.letters)}${low}`;
}

/** The message in which a page stands, as it is now. */
export function statusDoc(given: StatusGiven): Doc {
  const { page, shows, words, troubles } = given;
  const more = restOf(page.text);
  const paged = `Paged by ${actorName(page.openedBy, words)}, ${words.time(page.openedAt)}.`;
  const beside = [
    ...(shows.runbook ? [`Runbook: ${shows.runbook.title}.`] : []),
    ...(shows.similar ? [shows.similar.text] : []),
    ...(page.follows === undefined ? [] : [`It follows ${printPageNumber(page.follows)}.`]),
  ];
  return [
    { p: [{ text: pageTitle(page, shows), bold: true }] },
    ...(more === "" ? [] : [{ quote: [paragraph(more)] }]),
    paragraph(standingText(given)),
    paragraph([paged, ...beside].join(" ")),
    ...joinedList(given),
    ...(troubles.length === 0 || page.state === "resolved"
      ? []
      : [
          {
            callout: "warning" as const,
            body: [paragraph(troubles.slice(-most.troubles).join(" "))],
          },
        ]),
  ];
}

function standingText({ page, said, ended, waits, words }: StatusGiven): string {
  switch (page.state) {
    case "triggered":
      if (waits !== undefined) return waits;
      return said === undefined ? "Received." : `Received, nobody has it yet. ${said}`;
    case "acknowledged": {
      const snooze =
        page.snoozedUntil === undefined ? "" : ` Snoozed until ${words.time(page.snoozedUntil)}.`;
      return `${words.person(page.ackedBy)} has it since ${words.time(page.ackedAt)}.${snooze}`;
    }
    case "resolved": {
      const lasted = printLate(page.openedAt.until(page.resolvedAt));
      return `Resolved ${words.time(page.resolvedAt)}, after ${lasted}. ${ended ?? ""}`.trim();
    }
  }
}

function joinedList({ page, joined }: StatusGiven): Doc {
  if (joined.length === 0) return [];
  const [shown, letters] = isOverflow(page)
    ? [joined.slice(-most.counted), most.lettersCounted]
    : [joined.slice(-most.joined), most.letters];
  const left = joined.length - shown.length;
  const head = `Asked for ${countedBy(page)} times${left > 0 ? `, the last ${shown.length} of them` : ""}:`;
  return [
    paragraph(head),
    { list: shown.map((text) => [paragraph(firstLine(text, letters))]), ordered: false },
  ];
}

/** What can be pressed under a page as it is now; the core decides who may. */
export function statusActions({ number, state }: Page, shows: PageShows): readonly Action[] {
  const runbook = shows.runbook ? [action(number, "runbook")] : [];
  switch (state) {
    case "triggered":
      return [
        action(number, "ack"),
        action(number, "escalate"),
        action(number, "snooze"),
        action(number, "resolve"),
        ...runbook,
      ];
    case "acknowledged":
      return [
        action(number, "resolve"),
        action(number, "snooze"),
        action(number, "hand-back"),
        ...runbook,
      ];
    case "resolved":
      return [];
  }
}

/** Under the question whether somebody still has it. */
export function reminderActions({ number }: Page): readonly Action[] {
  return [action(number, "still-on-it"), action(number, "resolve"), action(number, "hand-back")];
}

const looks: Readonly<
  Record<PageAct, Pick<Action, "label" | "emoji" | "words"> & { readonly style?: Action["style"] }>
> = {
  ack: { label: "I have it", emoji: "✅", words: ["i have it", "ack"], style: "primary" },
  escalate: { label: "Escalate", emoji: "⏫", words: ["escalate"] },
  snooze: { label: "Snooze 1 h", emoji: "💤", words: ["snooze"] },
  resolve: { label: "Resolve", emoji: "🏁", words: ["resolve", "resolved"] },
  "still-on-it": { label: "Still on it", emoji: "👍", words: ["still on it"], style: "primary" },
  "hand-back": { label: "Hand back", emoji: "↩️", words: ["hand back", "release"] },
  refuse: { label: "I cannot", emoji: "🙅", words: ["i cannot"] },
  runbook: { label: "Runbook", emoji: "📖", words: ["runbook"] },
};

/** What somebody can press who is asked in person. */
export function personalActions(page: Page, shows: PageShows, person: string): readonly Action[] {
  const own = page.state !== "resolved" && page.added.includes(person);
  return [...statusActions(page, shows), ...(own ? [action(page.number, "refuse")] : [])];
}

function action(page: number, act: PageAct): Action {
  const look = looks[act];
  const value = pagePressKey(page, act);
  return { id: act, style: "plain", ...look, value, allowed: "anyone", once: false };
}

function firstLine(text: string, letters: number): string {
  const [line = ""] = text.trim().split("\n");
  return line.length <= letters ? line : `${line.slice(0, letters - 1).toWellFormed()}…`;
}

/** What the first line leaves out. */
function restOf(text: string): string {
  const [line = "", ...others] = text.trim().split("\n");
  const rest = line.length <= most.letters ? others.join("\n") : text;
  return rest.trim().slice(0, 2_000).toWellFormed();
}

import { type Doc, paragraph } from "../chat/doc.ts";
import { printDuration } from "../chat/spoken-duration.ts";
import type { Person } from "../knowledge/person.ts";
import { nameOf } from "./decide-overlay.ts";
import type { PlannedNotice } from "./plan-notices.ts";
import { printInstant, printSpan } from "./print-span.ts";
import type { Schedule } from "./schedule.ts";
import type { ShiftChange } from "./shift-changes.ts";

/** What somebody is told: a sentence or two, then the lines of a list. */
export type NoticeText = { readonly says: string; readonly lines: readonly string[] };

type Given = {
  readonly people: readonly Person[];
  /** The zone of people who have none. */
  readonly timeZone: string;
};

/** Up to so much later than it was due nothing has to be said. */
const punctual = { minutes: 5 };

export function noticeText({ person, says }: PlannedNotice, given: Given): NoticeText {
  const own = zoneIn(person, given);
  const name = (id: string | undefined) => nameIn(id, given);
  const only = (text: string) => ({ says: text, lines: [] });
  switch (says.kind) {
    case "on":
    case "eve": {
      const { schedule, span, before } = says;
      const when = printSpan(span, [own, schedule.timeZone]);
      const from =
        before === undefined ? "Nobody is on call before you" : `Before you: ${name(before)}`;
      return only(
        says.kind === "on"
          ? `You are on call for "${schedule.id}": ${when}. ${from}.`
          : `You will be on call for "${schedule.id}" in the night: ${when}. ${from}.`,
      );
    }
    case "off": {
      const { schedule, at, after } = says;
      const when = printInstant(at, [own, schedule.timeZone]);
      return only(
        `You are off call for "${schedule.id}" since ${when}. ${after === undefined ? "Nobody is on call after you" : `After you: ${name(after)}`}.`,
      );
    }
    case "open":
    case "gone": {
      const { schedules, span, asked } = says;
      const shifts = `your shifts in ${schedules.map(({ id }) => `"${id}"`).join(", ")}`;
      const when = printSpan(span, zonesOf(own, schedules));
      const has = asked === undefined ? "Nobody has" : `${name(asked)} has not`;
      return only(
        says.kind === "open"
          ? `${has} taken ${shifts}${asked === undefined ? " yet" : ""}: ${when}. They stay yours until then.`
          : `${has} taken ${shifts}: ${when}. The offer is gone, and the shifts stay yours.`,
      );
    }
  }
}

export function changeText({ person, moves }: ShiftChange, given: Given): NoticeText {
  const own = zoneIn(person, given);
  const lines = moves.map(({ schedule, timeZone, before, after, ...span }) => {
    const when = `"${schedule}", ${printSpan(span, [own, timeZone ?? own])}`;
    return after === person
      ? `New: ${when}. Before: ${nameIn(before, given)}.`
      : `No longer yours: ${when}. Now: ${nameIn(after, given)}.`;
  });
  return { says: "Your shifts have changed:", lines };
}

/** @param lateBy how long after it was due it goes out */
export function noticeDoc({ says, lines }: NoticeText, lateBy: Temporal.Duration): Doc {
  const isLate = Temporal.Duration.compare(lateBy, punctual) > 0;
  const minutes = Math.floor(lateBy.total("minutes"));
  return [
    paragraph(says),
    ...(lines.length > 0 ? [{ list: lines.map((line) => [paragraph(line)]), ordered: false }] : []),
    ...(isLate
      ? [paragraph(`This comes late by ${printDuration(Temporal.Duration.from({ minutes }))}.`)]
      : []),
  ];
}

function zonesOf(own: string, schedules: readonly Schedule[]): readonly string[] {
  return [own, ...schedules.map(({ timeZone }) => timeZone)];
}

function zoneIn(person: string, { people, timeZone }: Given): string {
  return people.find(({ id }) => id === person)?.timezone ?? timeZone;
}

function nameIn(person: string | undefined, { people }: Given): string {
  if (person === undefined) return "nobody";
  return nameOf(people.find(({ id }) => id === person) ?? { id: person, name: undefined });
}

import { printDuration } from "../../chat/spoken-duration.ts";
import { printPageNumber } from "./page.ts";
import { actorName, type PageWords } from "./page-words.ts";
import type { NewEntry } from "./timeline.ts";
import { viaWord } from "./via-words.ts";

/** Up to so much later than it was due is on time. */
const punctual = Temporal.Duration.from({ seconds: 15 });

/** Says in a sentence what an entry of a timeline tells, without its time. Texts of people stand in it as they wrote them. */
export function timelineLine(entry: NewEntry, words: PageWords): string {
  const who = actorName(entry.actor, words);
  switch (entry.event) {
    case "triggered": {
      const { service, urgency, text, follows } = entry.data;
      const whom = service === undefined ? "" : ` for ${service}`;
      const low = urgency === "low" ? ", not urgent" : "";
      const before = follows === undefined ? "" : `, after ${printPageNumber(follows)}`;
      const opens = entry.actor.kind === "clock" ? "Silence opened the page" : `${who} paged`;
      return `${opens}${whom}${low}${before}: ${text}`;
    }
    case "joined":
      return `${who} joined: ${entry.data.text}`;
    case "turn":
      return `${entry.data.taken.said}${lateSaid(entry.data.lateBy)}`;
    case "escalated":
      return `${who} escalated it: the next are asked now.`;
    case "acknowledged":
      return `${who} has it.`;
    case "joined-in":
      return `${who} joined in; ${words.person(entry.data.ackedBy)} has it since ${words.time(entry.data.since)}.`;
    case "still-on-it":
      return `${who} is still on it.`;
    case "reminded":
      return `${words.person(entry.data.ackedBy)} has it since ${words.time(entry.data.since)} and was asked for a sign.`;
    case "ack-timed-out":
      return `${words.person(entry.data.ackedBy)} acknowledged at ${words.time(entry.data.since)}, no sign since. Paging begins again.`;
    case "handed-back":
      return `${who} handed it back. Paging begins again.`;
    case "snoozed":
      return `${who} snoozed it until ${words.time(entry.data.until)}.`;
    case "woke":
      return "The snooze is over. Paging begins again.";
    case "reassigned": {
      const { person, policy } = entry.data;
      const to = person === undefined ? `the policy ${policy}` : words.person(person);
      return `${who} gave it to ${to}.`;
    }
    case "responder-added":
      return `${who} added ${words.person(entry.data.person)}.`;
    case "noted":
      return `${who} noted: ${entry.data.text}`;
    case "alerts-gone": {
      const { left } = entry.data;
      return `${who}: some alerts are gone, ${left === 1 ? "1 fires" : `${left} fire`} still.`;
    }
    case "resolved":
      return entry.data.text === undefined
        ? `${who} resolved it.`
        : `${who} resolved it: ${entry.data.text}`;
    case "reopened":
      return `${who} opened it again.`;
    case "delivered": {
      const { person, via, outcome, why, lateBy } = entry.data;
      return `${deliveryText({ person: words.person(person), via, outcome, why })}${lateSaid(lateBy)}`;
    }
    case "muted": {
      const { until, by, why } = entry.data;
      return `It waits until ${words.time(until)}: ${words.person(by)} has muted the service (${why}).`;
    }
    case "unmuted":
      return `${who} ended the mute: paging begins.`;
    case "refused":
      return `${who} wanted "${entry.data.wanted}", which was refused: ${entry.data.why}`;
  }
}

type Delivery = {
  readonly person: string;
  readonly via: string;
  readonly outcome: "accepted" | "failing" | "unknown" | "refused";
  readonly why: string | undefined;
};

/** `Bo: e-mail failed: 550 no such user.` */
export function deliveryText({ person, via, outcome, why }: Delivery): string {
  const way = viaWord(via);
  const reason = why === undefined ? "" : `: ${why.replace(/[.\s]+$/, "")}`;
  switch (outcome) {
    case "accepted":
      return `Sent to ${person} by ${way}.`;
    case "failing":
      return `${person}: ${way} failed${reason}. It is tried again.`;
    case "unknown":
      return `${person}: ${way} did not answer${reason}. It is sent again, and may come twice.`;
    case "refused":
      return `${person}: ${way} failed${reason}.`;
  }
}

/** ` Late by 12 min.`, whole minutes from one minute on; nothing for what was on time. */
function lateSaid(late: Temporal.Duration): string {
  return isLate(late) ? ` Late by ${printLate(late)}.` : "";
}

export function isLate(late: Temporal.Duration): boolean {
  return Temporal.Duration.compare(late, punctual) > 0;
}

export function printLate(late: Temporal.Duration): string {
  const seconds = Math.floor(late.total("seconds"));
  return printDuration(
    Temporal.Duration.from({ seconds: seconds < 60 ? seconds : seconds - (seconds % 60) }),
  );
}
